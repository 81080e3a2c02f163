import type { Operations } from "../../supabase/functions/_shared/openapi/operation.ts";
import { expireConversations } from "../../supabase/functions/expire-conversations/openapi.ts";
import { calls } from "../../supabase/functions/masking/openapi/calls.ts";
import { clients } from "../../supabase/functions/masking/openapi/clients.ts";
import { conversations } from "../../supabase/functions/masking/openapi/conversations.ts";
import { events } from "../../supabase/functions/masking/openapi/events.ts";
import { heldMessages } from "../../supabase/functions/masking/openapi/held_messages.ts";
import { messages } from "../../supabase/functions/masking/openapi/messages.ts";
import { optOuts } from "../../supabase/functions/masking/openapi/opt_outs.ts";
import { participants } from "../../supabase/functions/masking/openapi/participants.ts";
import { people } from "../../supabase/functions/masking/openapi/people.ts";
import { pool } from "../../supabase/functions/masking/openapi/pool.ts";
import { purchases } from "../../supabase/functions/masking/openapi/purchases.ts";
import { totals } from "../../supabase/functions/masking/openapi/totals.ts";
import { upkeep } from "../../supabase/functions/masking/openapi/upkeep.ts";
import { phoneNumbers } from "../../supabase/functions/phone-numbers/openapi.ts";
import { sendSms } from "../../supabase/functions/send-sms/openapi.ts";
import { smsWebhook } from "../../supabase/functions/sms-webhook/openapi.ts";
import { voiceWebhook } from "../../supabase/functions/voice-webhook/openapi.ts";

/** Operations that are shown together. */
export type Domain = {
  tag: string;
  description: string;
  functionName: string;
  operations: Operations;
};

const domain = (
  tag: string,
  description: string,
  functionName: string,
  operations: Operations,
): Domain => ({ tag, description, functionName, operations });

/** All that the functions answer, in the order of the document. */
export const DOMAINS: Domain[] = [
  domain("Conversations", "People connected for a while.", "masking", {
    ...conversations,
    ...totals,
  }),
  domain("Participants", "Seats in a conversation.", "masking", participants),
  domain("Messages", "Texts and the files that came with them.", "masking", messages),
  domain("Held messages", "Texts that the policy hook holds back.", "masking", heldMessages),
  domain("Calls", "Calls to and for a conversation.", "masking", calls),
  domain("Clients", "Masked phones of a user's clients.", "masking", clients),
  domain("Phone numbers", "A user's own numbers, proved by a code.", "phone-numbers", phoneNumbers),
  domain("Opt-outs", "Who said STOP.", "masking", optOuts),
  domain("Events", "What the app is told.", "masking", events),
  domain("People", "One person's data, legal holds and the audit.", "masking", people),
  domain("Pool", "The numbers that are lent.", "masking", pool),
  domain("Purchases", "Numbers of the carrier account.", "masking", purchases),
  domain("Upkeep", "Health and keys.", "masking", upkeep),
  domain("Sweep", "What cron calls.", "expire-conversations", expireConversations),
  domain("Texts", "Texts outside of conversations.", "send-sms", sendSms),
  domain("Text webhooks", "What the carriers call about texts.", "sms-webhook", smsWebhook),
  domain("Call webhooks", "What the carrier calls about calls.", "voice-webhook", voiceWebhook),
];
