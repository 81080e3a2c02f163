import assert from "node:assert/strict";
import postgres from "postgres";
import { createClient } from "@supabase/supabase-js";
import { type Stack, startStack } from "../../../local/start_stack.ts";
import type { StackOptions } from "../../../local/stack/stack_options.ts";
import { createKeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import { expectNothingInTheClear } from "./clear_text.ts";
import { type CallAnswer, findCallLeaks } from "./find_call_leaks.ts";
import { expectPromised } from "./keeps_promise.ts";
import { signForm } from "./sign_form.ts";
import { simulatedCalls } from "./simulated_calls.ts";
import { until } from "../../../local/process/until.ts";

export type PhoneMessage = {
  sid: string;
  from: string;
  to: string;
  body: string;
  media: { url: string; content_type: string; size: number }[];
  direction: "in" | "out";
};

const E164 = /\+[1-9]\d{7,14}/g;

/** Numbers of ours that are in no pool. */
const OUR_SENDERS = { SMS_FROM_NUMBERS: "+14155550198", SMS_PUBLIC_FROM_NUMBERS: "+14155550199" };

export type TestStack = Awaited<ReturnType<typeof startTestStack>>;

/** The whole local stack on free ports, as `deno task start` runs it, with what a test does to it from outside. */
export async function startTestStack(
  settings: Record<string, string> = {},
  options: Partial<StackOptions> = {},
) {
  const logs: string[] = [];
  const stack: Stack = await startStack({
    apiPort: 0,
    dbPort: 0,
    simulatorPort: 0,
    consolePort: 0,
    watch: false,
    expirySeconds: 0,
    ...options,
    settings: { RELAY_MESSAGES_PER_HOUR: "100000", ...OUR_SENDERS, ...settings },
    onLog: (source, line) => logs.push(`${source} ${line}`),
  });
  const { status } = stack;
  const functionsUrl = `${status.api_url}/functions/v1`;
  const phones = simulatedCalls(status.simulator_url);
  const sql = postgres(status.db_url, { max: 4, onnotice: () => {} });

  /** What requests of the test itself, not the simulated carrier, were answered about calls. */
  const answers: CallAnswer[] = [];
  const named = new Set<string>(Object.values(status.users).map(({ phone }) => phone));
  let judged = 0;
  /** Throws when an answer about a call, of those not judged yet, shows a number that it must not. */
  const expectMaskedCalls = async () => {
    const { PHONE_ENCRYPTION_KEY, PHONE_ENCRYPTION_KEY_PREVIOUS: previous } = stack.settings;
    const keys = await createKeyRing({ current: PHONE_ENCRYPTION_KEY!, previous });
    const carriers = await phones.answers();
    const people = new Set([...named, ...(await phones.all()).map(({ phone }) => phone)]);
    for (const number of Object.values(OUR_SENDERS)) people.delete(number);
    const unjudged = [...carriers.slice(judged), ...answers.splice(0)];
    assert.deepEqual(await findCallLeaks(sql, keys, unjudged, people), []);
    judged = carriers.length;
  };

  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    for (const [number] of JSON.stringify(body ?? "").matchAll(E164)) named.add(number);
    // Afterwards nobody knows any more whom it may have shown.
    if (path === "/masking/people/erase") await expectMaskedCalls();
    const response = await fetch(`${functionsUrl}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    await expectPromised(method, path, response);
    return response;
  };

  /** A signed webhook as the carrier sends it; `tamper` changes the request after it was signed. */
  const webhook = async (
    params: [string, string][],
    options: {
      path?: string;
      signUrl?: string;
      token?: string;
      tamper?: (request: { body: string; headers: Headers; url: string }) => void;
    } = {},
  ) => {
    const url = `${functionsUrl}${options.path ?? "/sms-webhook"}`;
    const { body, signature } = signForm(
      options.token ?? status.twilio_auth_token,
      options.signUrl ?? url,
      params,
    );
    const request = {
      url,
      body,
      headers: new Headers({
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": signature,
      }),
    };
    options.tamper?.(request);
    const { headers } = request;
    const response = await fetch(request.url, { method: "POST", headers, body: request.body });
    if (request.url.startsWith(`${functionsUrl}/voice-webhook`)) {
      const { CallSid, From } = Object.fromEntries(params);
      if (From) named.add(From);
      answers.push({ call_sid: CallSid!, body: await response.clone().text() });
    }
    return response;
  };

  const phone = async (number: string): Promise<PhoneMessage[]> => {
    const response = await fetch(
      `${status.simulator_url}/simulator/phones/${encodeURIComponent(number)}/messages`,
    );
    return (await response.json()).messages;
  };
  const arrived = async (number: string) =>
    (await phone(number)).filter((message) => message.direction === "in");
  const carrierIsIdle = async (): Promise<boolean> =>
    (await (await fetch(`${status.simulator_url}/simulator/idle`)).json()).idle;

  return {
    status,
    stack,
    sql,
    logs,
    functionsUrl,
    call,
    webhook,
    phone,
    phones,
    arrived,

    /** The app's backend. */
    service: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      call(method, path, body, { apikey: status.secret_key, ...headers }),

    /** The real supabase-js client of one of the demo users, signed in. */
    async signIn(index: 0 | 1) {
      const client = createClient(status.api_url, status.publishable_key, {
        auth: { autoRefreshToken: false, persistSession: false },
      });
      const user = status.users[index]!;
      const { data, error } = await client.auth.signInWithPassword({
        email: user.email,
        password: user.password,
      });
      if (error) throw error;
      return { client, id: user.id, phone: user.phone, jwt: data.session.access_token };
    },

    /** Somebody texts a number, with files at these URLs (data: or http:). */
    async text(from: string, to: string, body: string, media: string[] = []) {
      const response = await fetch(
        `${status.simulator_url}/simulator/phones/${encodeURIComponent(from)}/messages`,
        {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ to, body, media }),
        },
      );
      if (response.status !== 202) {
        throw new Error(`Text ${to}: ${response.status} ${await response.text()}`);
      }
      return (await response.json()).sid as string;
    },

    /** Waits until so many messages have arrived on a phone. */
    async arrivals(number: string, count: number) {
      await until(
        `${count} messages arrive on ${number}`,
        async () => (await arrived(number)).length >= count,
      );
      return await arrived(number);
    },

    /** Waits until the carrier has nothing to do. */
    idle: () => until("the carrier is idle", carrierIsIdle),

    /** Waits until the carrier has nothing to do, and no forward waits or is on its way to it. */
    settled: () =>
      until("every forward is settled", async () => {
        // In this order: a webhook that is on its way may bring more of them.
        if (!await carrierIsIdle()) return false;
        const unsettled = await sql`
          select from public.sms_forwards where status in ('queued', 'sending', 'unknown')`;
        return unsettled.length === 0;
      }),

    /** What a number of the carrier account can do from now on. */
    async capabilities(number: string, can: { sms?: boolean; mms?: boolean; voice?: boolean }) {
      const response = await fetch(
        `${status.simulator_url}/simulator/numbers/${encodeURIComponent(number)}`,
        { method: "PUT", body: JSON.stringify(can) },
      );
      if (!response.ok) throw new Error(`Set capabilities: ${await response.text()}`);
    },

    /** Makes the carrier misbehave. */
    faults: (faults: Record<string, unknown>) =>
      fetch(`${status.simulator_url}/simulator/faults`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(faults),
      }).then((response) => response.body?.cancel()),

    /** Every run ends with a search for what must not be written anywhere. */
    async stop() {
      const { messages } = await (await fetch(`${status.simulator_url}/simulator/messages`)).json();
      const calls = (await phones.all()).map(({ phone }) => ({ from: phone, to: phone, body: "" }));
      const { SMS_FROM_NUMBERS, SMS_PUBLIC_FROM_NUMBERS } = OUR_SENDERS;
      await expectNothingInTheClear(sql, logs, [...messages, ...calls], [
        ...await ourNumbers(sql),
        SMS_FROM_NUMBERS,
        SMS_PUBLIC_FROM_NUMBERS,
      ])
        .then(() => phones.expectNoLeaks())
        .then(expectMaskedCalls)
        .finally(async () => {
          await sql.end();
          await stack.stop();
        });
    },
  };
}

async function ourNumbers(sql: postgres.Sql): Promise<string[]> {
  return (await sql`select number from public.phone_number_pool`).map((row) => row.number);
}
