import assert from "node:assert/strict";
import { Webhook } from "standardwebhooks";
import { randomFrom } from "../../../local/simulator/random_from.ts";
import { inParallel } from "../support/in_parallel.ts";
import { startTestStack } from "../support/test_stack.ts";
import { until } from "../../../local/process/until.ts";

const OPERATIONS = 1_000;
const SEED = Number(Deno.env.get("MASKLINE_FUZZ_SEED") ?? 20_261_121);
const [TIM, ANA, BEN, CYD] = ["+14155550151", "+14155550152", "+14155550153", "+14155550154"];
const LINK = "https://app.example.com/x";
const [PRIVATE, PUBLIC] = ["+14155550198", "+14155550199"];
type Seat = { id: string; proxy_number: string };
type Made = { id: string; participants: Seat[] };

Deno.test(`Somebody who has opted out gets nothing of ${OPERATIONS} operations, and everything after START`, async () => {
  const secret = `v1,whsec_${btoa(crypto.randomUUID())}`;
  const stack = await startTestStack({
    SMS_HOOK_SECRET: secret,
    CONTROL_WORDS: "BLOCK,REPORT",
    CONVERSATION_COOLDOWN_SECONDS: "0",
    RATE_LIMIT_MESSAGES_PER_HOUR: "100000",
  });
  const { call, service, sql, status } = stack;
  const random = randomFrom(SEED);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const done = async (response: Promise<Response>) => void (await (await response).body?.cancel());

  /** What we had the carrier send to him; its own answers to STOP and HELP are not ours. */
  const toTim = async (): Promise<string[]> => {
    const { messages } = await (await fetch(`${status.simulator_url}/simulator/messages`)).json();
    return messages.filter((m: { to: string; direction: string }) =>
      m.to === TIM && m.direction === "outbound-api"
    ).map((m: { body: string }) => m.body);
  };
  const isOptedOut = async () =>
    (await sql`select 1 from public.sms_opt_outs where phone_hash = (
      select phone_hash from public.phone_conversation_participants where conversation_id = ${pair.id} order by position limit 1)`)
      .length === 1;
  const connect = async (...phones: string[]): Promise<Made | null> => {
    const response = await service("POST", "/masking/conversations", {
      participants: phones.map((phone) => ({ phone })),
    });
    const made = await response.json();
    return response.status === 201 ? made : null;
  };
  const close = (made: Made) => done(service("DELETE", `/masking/conversations/${made.id}`));
  const app = (made: Made) =>
    done(service("POST", `/masking/conversations/${made.id}/messages`, { body: "app" }));
  const send = (from: string, body: string) =>
    done(call("POST", "/send-sms", { action: "send", payload: { to: TIM, from, body } }, {
      ...(from === PRIVATE ? { apikey: status.secret_key } : {}),
    }));
  const sendLink = async () => {
    await sql`delete from public.rate_limits where id like 'phone_hash:%:send_sms'`;
    await send(PUBLIC, LINK);
  };
  const hook = () => {
    const body = JSON.stringify({ user: { phone: TIM.slice(1) }, sms: { otp: "123456" } });
    const [id, at] = [crypto.randomUUID(), new Date()];
    return done(call("POST", "/send-sms/auth-hook", body, {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret.replace("v1,whsec_", "")).sign(id, at, body),
    }));
  };
  const text = async (from: string, seat: Seat, body: string) =>
    void (await stack.text(from, seat.proxy_number, body));

  const pair = (await connect(TIM, ANA))!;
  const group = (await connect(TIM, BEN, CYD))!;
  const forwards: { id: string; provider_sid: string }[] = [];

  /** Everything that could make a text to him. */
  const operations: (() => Promise<void>)[] = [
    () => text(ANA, pair.participants[1]!, "ana"),
    () => text(pick([BEN, CYD]), group.participants[pick([1, 2])]!, "group"),
    () => app(pick([pair, group])),
    () => send(PRIVATE, "code"),
    sendLink,
    hook,
    // His own texts, to his seats and to numbers where he has none: no automatic answer.
    () =>
      text(
        TIM,
        pick([pair, group]).participants[0]!,
        pick(["tim", "STOP", "HELP", "info", "opt out"]),
      ),
    () => text(TIM, { id: "", proxy_number: pick(status.pool) }, "anybody?"),
    // What becomes of his texts: no notice that one did not arrive.
    async () => {
      const forward = pick(forwards);
      await done(stack.webhook([
        ["MessageSid", forward.provider_sid],
        ["MessageStatus", pick(["delivered", "undelivered", "failed"])],
        ["ErrorCode", pick(["", "30003", "30008"])],
      ], { path: `/sms-webhook/status?forward=${forward.id}` }));
    },
    () => done(service("POST", "/expire-conversations")),
    // A conversation of his begins, is texted in, ends in some way, and is texted in once more.
    async () => {
      const other = pick(["+14155550161", "+14155550162", "+14155550163"]);
      const made = await connect(other, TIM);
      if (!made) return;
      await text(other, made.participants[0]!, "new");
      await app(made);
      await pick([
        () => close(made),
        () => text(other, made.participants[0]!, pick(["BLOCK", "report", "STOP", "START"])),
        () => text(TIM, made.participants[1]!, pick(["BLOCK", "REPORT"])),
      ])();
      await text(TIM, made.participants[1]!, "late");
      await close(made);
      await sql`delete from public.phone_blocks`;
    },
  ];

  try {
    // Some texts of his on their way, whose fate is told later.
    await stack.faults({ lose_status: 1 });
    for (let n = 0; n < 30; n++) await text(TIM, pick([pair, group]).participants[0]!, "hi");
    await stack.arrivals(ANA, 1);
    await until("his texts are sent", async () => {
      const sent = await sql<{ id: string; provider_sid: string }[]>`
        select id, provider_sid from public.sms_forwards where status = 'sent'`;
      return sent.length >= 30 && forwards.push(...sent);
    });
    await stack.faults({ seed: SEED, repeat_webhook: 0.1, shuffle_status: true });

    // A word that the carrier does not know: only we can keep silent.
    await text(TIM, pair.participants[0]!, "opt out");
    await until("he has opted out", isOptedOut);
    await stack.settled();
    const before = (await toTim()).length;
    await inParallel(8, OPERATIONS, async () => await pick(operations)());
    await stack.settled();
    await done(service("POST", "/expire-conversations"));
    await stack.settled();
    assert.ok(await isOptedOut());
    assert.deepEqual((await toTim()).slice(before), [], `seed ${SEED}`);

    await stack.faults({});
    // The carrier blocks each number to which he said one of its own words.
    for (const { participants: [seat] } of [pair, group]) await text(TIM, seat!, "START");
    await until("he has opted in", async () => !await isOptedOut());
    await stack.settled();
    await text(ANA, pair.participants[1]!, "ana");
    await text(BEN, group.participants[1]!, "group");
    await app(pair);
    await send(PRIVATE, "code");
    await sendLink();
    await hook();
    await stack.settled();
    assert.deepEqual((await toTim()).slice(before).toSorted(), [
      "Guest 2: group",
      "Your code is 123456",
      "ana",
      "app",
      "code",
      LINK,
    ]);
  } finally {
    await stack.stop();
  }
});
