import type { Caller } from "../auth/caller.ts";
import type { Sql } from "../db/connect.ts";
import { AppError } from "../errors.ts";

/** The number that stands for a client's own, and the conversation that it belongs to. */
export type ClientPhone = {
  client_id: string;
  masked_phone: string;
  conversation_id: string;
  created_at: string;
};

/** Whose client it is: the user's who calls, or the one that the service names. */
export function clientOwner(caller: Caller, ownerUserId: string | undefined): string {
  if (caller.kind === "user") return caller.userId;
  if (ownerUserId !== undefined) return ownerUserId;
  throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
    errors: [{ path: "owner_user_id", message: "must say whose client it is" }],
  });
}

/** `masking.client_phone_view`; null when the client has none. */
export async function findClientPhone(
  sql: Sql,
  ownerId: string,
  clientId: string,
): Promise<ClientPhone | null> {
  const [row] = await sql<{ phone: ClientPhone | null }[]>`
    select masking.client_phone_view(owner_id => ${ownerId}, client_id => ${clientId}) as phone`;
  return row!.phone;
}
