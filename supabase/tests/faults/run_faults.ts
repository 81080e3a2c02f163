import postgres from "postgres";
import { until } from "../../../local/process/until.ts";
import { startPostgres } from "../../../local/postgres/start_postgres.ts";
import { startStack } from "../../../local/start_stack.ts";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { allow, startPolicyHook } from "../support/policy_hook.ts";
import { startEventReceiver } from "../support/event_receiver.ts";
import { inParallel } from "../support/in_parallel.ts";
import { breakGuarantee, type Broken } from "./broken_builds.ts";
import { type EventVerdict, judgeEvents, takeMostEvents } from "./judge_events.ts";
import { keepSweeping } from "./keep_sweeping.ts";
import { startPgbouncer } from "./start_pgbouncer.ts";
import { judge, type SentText, type Verdict } from "./verdict.ts";

export type FaultsOptions = {
  texts: number;
  conversations: number;
  seed: number;
  /** Over which the texts are sent. */
  sendSeconds: number;
  /** Processes for each function behind the gateway. */
  processes: number;
  /** Kills of function processes while the texts are sent; each needs a lease to run out. */
  kills: number;
  /** Restarts of Postgres: one fast, one immediate, and so on in turns. */
  restarts: number;
  pgbouncer: boolean;
  /** Whether a policy hook, which fails as much as the carrier, is asked about each text. */
  policy: boolean;
  broken?: Broken;
  progress?: (line: string) => void;
};

export type FaultsResult = Verdict & EventVerdict & {
  texts: number;
  sends: number;
  retries: number;
  reconciliations: number;
  /** Times that the policy hook did not answer. */
  unanswered: number;
  recovered: number;
  kills: number;
  restarts: number;
  /** Forwards that have no final state, and events that are not delivered. */
  unsettled: number;
  seconds: number;
};

const FAULTS = {
  rate_limit: 0.1,
  server_error: 0.05,
  accept_then_timeout: 0.05,
  accept_then_error: 0.05,
  repeat_webhook: 0.2,
  lose_webhook: 0.03,
  lose_status: 0.5,
  shuffle_status: true,
};
const SENDERS = 16;
const SETTLED_WITHIN_MILLISECONDS = 600_000;

/** A text is allowed, or put in its own place, or there is no answer to speak of. */
async function answerBadly(body: string, chance: number): Promise<Response> {
  if (chance < 0.05) await new Promise((resolve) => setTimeout(resolve, 1_200));
  if (chance < 0.1) return new Response("no answer");
  if (chance < 0.2) return new Response(null, { status: 503 });
  return chance < 0.5 ? Response.json({ action: "change", body }) : allow();
}

/** Thousands of texts through the whole stack while everything fails that can; what became of them. */
export async function runFaults(options: FaultsOptions): Promise<FaultsResult> {
  const started = performance.now();
  const progress = options.progress ?? (() => {});
  const random = randomFrom(options.seed);
  const logs = { reconciliations: 0, retries: 0, unanswered: 0 };
  const password = crypto.randomUUID();
  await using parts = new AsyncDisposableStack();

  const receiver = startEventReceiver();
  parts.defer(receiver.stop);
  const takenEvents = takeMostEvents(receiver);
  const server = await startPostgres({ port: 0, settings: { max_connections: "200" } });
  parts.defer(() => server.stop("immediate"));
  const sql = postgres(server.url, { max: 4, onnotice: () => {} });
  parts.defer(() => sql.end({ timeout: 5 }));
  await sql.unsafe(`create role maskline login password '${password}'`);
  const direct = Object.assign(new URL(server.url), { username: "maskline", password }).href;
  const bouncer = options.pgbouncer ? await startPgbouncer(direct) : null;
  if (bouncer) parts.defer(bouncer.stop);
  const hook = options.policy ? startPolicyHook() : null;
  if (hook) parts.defer(hook.stop);

  const stack = await startStack({
    apiPort: 0,
    dbPort: 0,
    simulatorPort: 0,
    consolePort: 0,
    databaseUrl: server.url,
    watch: false,
    expirySeconds: 0,
    instances: options.processes,
    settings: {
      MASKLINE_DB_URL: bouncer?.url ?? direct,
      PHONE_ENCRYPTION_KEY: crypto.randomUUID(),
      RELAY_MESSAGES_PER_HOUR: "1000000",
      ...receiver.settings,
      ...hook?.settings,
      POLICY_DEADLINE_MS: "1000",
    },
    onLog: (_, line) => {
      if (line.includes('"event":"forward"') && line.includes('"reconciled":true')) {
        logs.reconciliations++;
      }
      if (line.includes('"event":"forward"') && line.includes('"outcome":"retry"')) logs.retries++;
      if (line.includes('"event":"policy"') && line.includes('"pending"')) logs.unanswered++;
    },
  });
  parts.defer(stack.stop);
  if (options.broken) await breakGuarantee(sql, options.broken);

  const { status } = stack;
  const service = (method: string, path: string, body?: unknown) =>
    fetch(`${status.api_url}/functions/v1${path}`, {
      method,
      headers: { apikey: status.secret_key, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${status.simulator_url}/simulator${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return await response.json();
  };

  const people = Array.from(
    { length: options.conversations * 2 },
    (_, n) =>
      `+1${[212, 312, 646, 713, 808, 917, 206, 305, 404, 503][Math.floor(n / 100)]}55501${
        String(n % 100).padStart(2, "0")
      }`,
  );
  const conversations = await inParallel(8, options.conversations, async (n) => {
    const pair = [people[2 * n]!, people[2 * n + 1]!];
    const response = await service("POST", "/masking/conversations", {
      participants: pair.map((phone) => ({ phone })),
    });
    const { participants } = await response.json();
    return pair.map((phone, side) => ({ phone, proxy: participants[side].proxy_number as string }));
  });
  await control("PUT", "/faults", { ...FAULTS, seed: options.seed });
  hook?.answers(({ data }) => answerBadly(data.body, random()));
  progress(`${options.conversations} conversations, seed ${options.seed}`);

  const sweeper = keepSweeping(sql, () => service("POST", "/expire-conversations"));

  const sent: SentText[] = [];
  const chaosAt = new Map<number, () => Promise<void>>();
  const disasters: (() => Promise<void>)[] = [
    ...Array.from({ length: options.kills }, () => () => {
      stack.functions.kill(random() < 0.75 ? "sms-webhook" : "expire-conversations", "SIGKILL");
      return Promise.resolve();
    }),
    ...Array.from(
      { length: options.restarts },
      (_, n) => () => server.restart(n % 2 === 0 ? "fast" : "immediate"),
    ),
  ];
  for (const disaster of disasters) {
    chaosAt.set(Math.floor((0.1 + 0.8 * random()) * options.texts), disaster);
  }
  const struck: Promise<void>[] = [];

  const pause = options.sendSeconds * 1000 * SENDERS / options.texts;
  await inParallel(SENDERS, options.texts, async (order) => {
    const disaster = chaosAt.get(order);
    if (disaster) struck.push(disaster());
    const pair = conversations[Math.floor(random() * conversations.length)]!;
    const [from, to] = random() < 0.5 ? [pair[0]!, pair[1]!] : [pair[1]!, pair[0]!];
    const body = `text ${order} of seed ${options.seed}`;
    const text = {
      from: from.phone,
      to: to.phone,
      body,
      sid: "",
      order,
      pair: `${from.phone} ${to.phone}`,
    };
    const { sid } = await control("POST", `/phones/${encodeURIComponent(from.phone)}/messages`, {
      to: from.proxy,
      body,
    });
    sent.push({ ...text, sid });
    if (sent.length % 500 === 0) progress(`${sent.length} texts sent`);
    await new Promise((resolve) => setTimeout(resolve, pause * 2 * random()));
  });
  await Promise.all(struck);
  progress(
    `${sent.length} texts sent, ${options.kills} kills, ${options.restarts} restarts; waiting until all is settled`,
  );
  await control("PUT", "/faults", { seed: options.seed });

  const unsettledCount = async () =>
    Number(
      (await sql`
        select (select count(*) from public.sms_forwards where status in ('queued', 'sending', 'unknown', 'sent'))
               + (select count(*) from public.outgoing_events where status <> 'delivered') as count`)[
        0
      ]!.count,
    );
  const all = async () => {
    const known = Number(
      (await sql`select count(distinct provider_sid) as count from public.sms_messages where direction = 'inbound'`)[
        0
      ]!.count,
    );
    return known >= sent.length && await unsettledCount() === 0;
  };
  await until("every text is settled", () => all().catch(() => false), SETTLED_WITHIN_MILLISECONDS)
    .catch(() => {});
  const recovered = await sweeper.stop();

  const phones = new Map<string, { body: string; direction: "in" | "out" }[]>();
  for (const number of people) {
    phones.set(
      number,
      (await control("GET", `/phones/${encodeURIComponent(number)}/messages`)).messages,
    );
  }
  const { messages } = await control("GET", "/messages") as {
    messages: { sid: string; direction: string; webhook_answers: number[] }[];
  };
  const answers = new Map(messages.map((message) => [message.sid, message.webhook_answers]));
  return {
    ...judge(sent, phones, (sid) => answers.get(sid)?.[0] === 200),
    ...await judgeEvents(sql, takenEvents),
    texts: sent.length,
    sends: messages.filter(({ direction }) => direction === "outbound-api").length,
    retries: logs.retries,
    unanswered: logs.unanswered,
    reconciliations: logs.reconciliations,
    recovered,
    kills: options.kills,
    restarts: options.restarts,
    unsettled: await unsettledCount(),
    seconds: Math.round((performance.now() - started) / 1000),
  };
}
