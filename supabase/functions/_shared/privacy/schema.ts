import * as z from "zod";
import { pageQuery, uuid } from "../conversation/schema.ts";

const names = {
  phone: z.string().min(1).max(64).optional(),
  user_id: uuid.optional(),
};

/** `POST /masking/people/export` and `/masking/people/erase`: one person. */
export const personInput = z.strictObject(names).refine(
  (input) => (input.user_id === undefined) !== (input.phone === undefined),
  "must have either user_id or phone",
);

/** `POST /masking/legal-holds` */
export const legalHoldInput = z.strictObject({
  ...names,
  conversation_id: uuid.optional(),
  reason: z.string().trim().min(1).max(255).nullable().default(null),
}).refine(
  ({ phone, user_id, conversation_id }) =>
    [phone, user_id, conversation_id].filter((name) => name !== undefined).length === 1,
  "must have one of phone, user_id and conversation_id",
);

/** `POST /masking/opt-outs/lookup` */
export const optOutQuestion = z.strictObject({ phone: z.string().min(1).max(64) });

/** `POST /masking/keys/rotate`. `to`: the id of the key to go to, where that is the older one. `max_count`: people, and texts, in one batch. */
export const rotationInput = z.strictObject({
  to: z.string().regex(/^[A-Za-z0-9_-]{8}$/, "must be the id of a key").optional(),
  max_count: z.int().min(1).max(500).default(200),
});

/** Query of `GET /masking/audit`. */
export const auditQuery = pageQuery.extend({ subject: z.string().min(1).max(200).optional() });

/** The ids of the access audit, and so of its cursors. */
export const auditId = z.string().regex(/^[1-9]\d{0,17}$/);
