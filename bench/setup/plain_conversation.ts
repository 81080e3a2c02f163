import type { NewConversation } from "../../supabase/functions/_shared/conversation/create_conversation.ts";
import type { Person } from "../../supabase/functions/_shared/conversation/person.ts";

/** A conversation as the API makes it when only its people are said, for a day. */
export function plainConversation(seats: Pick<Person, "phone_hash" | "phone_encrypted">[]) {
  return {
    createdBy: null,
    people: seats.map((seat) => ({
      ...seat,
      user_id: null,
      label: null,
      country_code: "US",
      area_code: null,
    })),
    mode: "message",
    geoMatch: "country",
    friendlyName: null,
    metadata: {},
    clientId: null,
    expiresAt: new Date(Date.now() + 86_400_000),
    idleTimeoutSeconds: null,
    cooldownSeconds: 604_800,
    leakPolicy: "allow",
    idempotency: { id: null, requestHash: null },
  } satisfies NewConversation;
}
