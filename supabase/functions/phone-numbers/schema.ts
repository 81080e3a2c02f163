import * as z from "zod";

const phone = z.string().min(1).max(64);

/** `POST /phone-numbers` */
export const codeRequest = z.strictObject({ phone });

/** `POST /phone-numbers/verify` */
export const verification = z.strictObject({
  phone,
  code: z.string().regex(/^[0-9]{6}$/, "must be the six digits of the code"),
  move_conversations: z.boolean().default(false),
});
