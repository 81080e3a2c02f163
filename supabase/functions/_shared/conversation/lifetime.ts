import type * as z from "zod";
import type { Env } from "../env.ts";
import { beginning, expiry } from "./expiry.ts";
import type { conversationInput } from "./schema.ts";

type Input = Pick<
  z.output<typeof conversationInput>,
  "starts_at" | "expires_in" | "expires_at" | "max_expires_at"
>;

/** From when to when a new conversation lives: `CONVERSATION_TTL_SECONDS` from its start on, unless told otherwise. */
export function lifetime(
  input: Input,
  now: Date,
  env: Pick<Env, "CONVERSATION_TTL_SECONDS">,
): { startsAt: Date | null; expiresAt: Date | null; maxExpiresAt: Date | null } {
  const from = beginning(input.starts_at, now);
  const maxExpiresAt = input.max_expires_at === null ? null : new Date(input.max_expires_at);
  let expiresAt = expiry(input, from);
  if (expiresAt === undefined) {
    const customary = new Date(from.getTime() + env.CONVERSATION_TTL_SECONDS * 1000);
    expiresAt = maxExpiresAt !== null && maxExpiresAt < customary ? maxExpiresAt : customary;
  }
  return {
    startsAt: input.starts_at === null ? null : new Date(input.starts_at),
    expiresAt,
    maxExpiresAt,
  };
}
