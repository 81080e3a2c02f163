import * as z from "zod";

const smsPayload = z.object({
  to: z.string().min(1).max(64),
  from: z.string().min(1).max(64),
  body: z.string().min(1).max(1600),
});

/** `POST /send-sms`; unknown members are let through, as the callers that exist already may send some. */
export const actionInput = z.discriminatedUnion("action", [
  z.object({ action: z.literal("send"), payload: smsPayload }),
  z.object({ action: z.literal("health") }),
]);

export type SmsPayload = z.infer<typeof smsPayload>;

/** What Supabase Auth sends to a Send SMS hook (Supabase docs: auth/auth-hooks/send-sms-hook), as far as it is used. */
export const hookInput = z.object({
  user: z.object({ phone: z.string().min(1).max(64) }),
  sms: z.object({ otp: z.string().min(1).max(64) }),
});
