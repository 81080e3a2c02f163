import type { Sql } from "../../supabase/functions/_shared/db/connect.ts";
import { recordSend } from "../../supabase/functions/_shared/delivery/record_send.ts";
import type { E164 } from "../../supabase/functions/_shared/phone/e164.ts";
import { encrypt } from "../../supabase/functions/_shared/privacy/encrypt.ts";
import { hashPhone } from "../../supabase/functions/_shared/privacy/hash_phone.ts";
import type { KeyRing } from "../../supabase/functions/_shared/privacy/key_ring.ts";
import { receiveMessage } from "../../supabase/functions/_shared/routing/receive_message.ts";
import type { Route } from "../setup/connect_people.ts";

/** What `masking.receive_message` is given of `count` texts, over the routes in turn. */
export function textInputs(keys: KeyRing, routes: Route[], count: number) {
  return Promise.all(Array.from({ length: count }, async (_, index) => {
    const { from, to } = routes[index % routes.length]!;
    return {
      toNumber: to,
      fromHash: await hashPhone(keys, from as E164),
      fromEncrypted: null,
      providerSid: `SM${crypto.randomUUID()}`,
      bodyEncrypted: await encrypt(keys, "body", "On my way, be there soon"),
      media: [],
      segments: 1,
      keyword: null,
      notice: null,
      maxPerHour: 1_000_000_000,
    };
  }));
}

/** The SQL of a text, with nothing around it: received, and recorded as sent. */
export async function runTextSql(
  sql: Sql,
  input: Awaited<ReturnType<typeof textInputs>>[number],
): Promise<void> {
  const { claims } = await receiveMessage(sql, input);
  for (const claim of claims) {
    const sent = {
      result: "sent" as const,
      providerSids: [`SM${crypto.randomUUID()}`],
      errorCode: null,
      nextAttemptAt: null,
    };
    await recordSend({ sql, env: { BODY_RETENTION_DAYS: 30 } }, claim, sent, null);
  }
}
