import type { Sql } from "postgres";
import { signForm } from "../../supabase/tests/support/sign_form.ts";
import { type BenchCarrier, WEBHOOK_URL } from "../setup/function_settings.ts";
import { drive, type Driven } from "./drive.ts";
import { openHttpConnection } from "./http_connection.ts";
import { signedHeaders } from "./text_webhooks.ts";

/** Posts a signed "delivered" for each of so many forwards that are sent. Throws when one is not answered 204. */
export async function postStatuses(
  sql: Sql,
  carrier: BenchCarrier,
  url: string,
  load: { count: number; concurrency: number },
): Promise<Driven> {
  const sent = await sql<{ id: string; provider_sid: string }[]>`
    select id, provider_sid from public.sms_forwards where status = 'sent' limit ${load.count}`;
  const callbacks = sent.map(({ id, provider_sid }) => {
    const below = `/status?forward=${id}`;
    const { body, signature } = signForm(carrier.authToken, WEBHOOK_URL + below, [
      ["MessageSid", provider_sid],
      ["AccountSid", carrier.accountSid],
      ["MessageStatus", "delivered"],
    ]);
    return { below, body, headers: signedHeaders(signature) };
  });
  return await drive({
    ...load,
    count: callbacks.length,
    open: () => openHttpConnection(url),
    async call(connection, index) {
      const { headers, body, below } = callbacks[index]!;
      const { status } = await connection.post(headers, body, below);
      if (status !== 204) throw new Error(`Post a status: ${status}`);
    },
    close: (connection) => connection.close(),
  });
}
