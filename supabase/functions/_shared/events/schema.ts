import * as z from "zod";
import { pageQuery, uuid } from "../conversation/schema.ts";

/** All that the app is told of; the constraint `type_is_known` has the same. */
export const EVENT_TYPES = [
  "conversation.created",
  "conversation.reopened",
  "conversation.closed",
  "conversation.number_replaced",
  "message.late",
  "message.relayed",
  "message.failed",
  "participant.opted_out",
  "participant.opted_in",
  "call.ended",
  "call.voicemail",
] as const;

const eventStatus = z.enum(["due", "sending", "delivered", "given_up"]);
// Postgres knows no year 0.
const time = z.iso.datetime({ offset: true }).regex(/^(?!0000)/);

/** Query of `GET /masking/events`. */
export const eventQuery = pageQuery.extend({
  status: eventStatus.optional(),
  conversation_id: uuid.optional(),
});

/** `POST /masking/events/replay`: by ids, or by what the events have in common. */
export const replayInput = z.strictObject({
  ids: z.array(uuid).min(1).max(100).optional(),
  types: z.array(z.enum(EVENT_TYPES)).min(1).max(EVENT_TYPES.length).optional(),
  conversation_id: uuid.optional(),
  status: eventStatus.exclude(["sending"]).optional(),
  since: time.optional(),
  until: time.optional(),
  cursor: z.string().max(200).optional(),
}).refine(
  ({ ids, conversation_id, status, since }) =>
    [ids, conversation_id, status, since].some((value) => value !== undefined),
  "must have ids, conversation_id, status or since",
);
