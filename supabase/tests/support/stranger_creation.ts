import { creationOf } from "../../functions/_shared/conversation/create_conversation.ts";
import { fragment } from "../../functions/_shared/db/in_one_trip.ts";
import type { Creation } from "../../functions/_shared/strangers/connect_stranger.ts";
import { person } from "./people.ts";

/** A conversation to make between a stranger, who keeps this number, and somebody. */
export function strangerCreation(
  name: string,
  number: string,
  other: string,
  mode = "message_and_voice",
): Creation {
  return {
    people: [person(other), person(name, { proxy_number: number })],
    call: creationOf({
      createdBy: null,
      mode,
      geoMatch: "country",
      leakPolicy: "allow",
      friendlyName: null,
      metadata: {},
      clientId: null,
      expiresAt: null,
      idleTimeoutSeconds: null,
      cooldownSeconds: 60,
      idempotency: { id: null, requestHash: null },
    }, fragment`known.people`),
  };
}
