import { until } from "../../../local/process/until.ts";
import type { TestStack } from "./test_stack.ts";

type Headers = Record<string, string>;
type Send<Result> = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Headers,
) => Promise<Result>;

/** What it takes to fail: `fail` answers the code, `made` is for what has to be there before. */
type Means = {
  stack: TestStack;
  fail: Send<string>;
  // deno-lint-ignore no-explicit-any
  made: Send<any>;
  withKey: () => Headers;
  user: Headers;
  userId: string;
};

/** For each code that a request can bring about by itself, a request that does. */
export function failureCalls(
  { stack, fail, made, withKey, user, userId }: Means,
): Record<string, () => Promise<string>> {
  const nobody = crypto.randomUUID();
  const sender = "+14155550198";
  let count = 0;
  const somebody = () =>
    `+1${count < 100 ? 646 : 312}55501${String(count++ % 100).padStart(2, "0")}`;
  const people = () => ({ participants: [{ phone: somebody() }, { phone: somebody() }] });
  const create = (more: Record<string, unknown> = {}) =>
    made("POST", "/masking/conversations", { ...people(), ...more });
  const refused = (more: Record<string, unknown>) =>
    fail("POST", "/masking/conversations", { ...people(), ...more });
  const of = ({ id }: { id: string }) => `/masking/conversations/${id}`;
  const send = (payload: Record<string, unknown>, headers?: Headers) =>
    [
      "POST",
      "/send-sms",
      { action: "send", payload: { to: somebody(), from: sender, body: "Hello", ...payload } },
      headers,
    ] as const;
  const askCode = async () => {
    const phone = somebody();
    await made("POST", "/phone-numbers", { phone }, user);
    const [text] = await stack.arrivals(phone, 1);
    return { phone, code: text!.body.slice(-6) };
  };
  const verify = (phone: string, code: string) =>
    fail("POST", "/phone-numbers/verify", { phone, code }, user);
  const wrong = (code: string) => code === "000000" ? "111111" : "000000";

  return {
    not_found: () => fail("GET", "/masking/nothing"),
    method_not_allowed: () => fail("DELETE", "/masking/conversations"),
    expires_too_early: () => refused({ expires_at: "2001-01-01T00:00:00Z" }),
    forbidden: () =>
      fail("POST", "/masking/conversations", {
        participants: [{ user_id: nobody }, { user_id: crypto.randomUUID() }],
      }, user),
    phone_not_verified: () =>
      refused({ participants: [{ user_id: nobody }, { phone: somebody() }] }),
    own_number: () =>
      refused({ participants: [{ phone: sender }, { phone: stack.status.pool[0] }] }),
    pool_exhausted: () => refused({ geo_match: "area_code" }),
    idempotency_key_reused: async () => {
      const headers = withKey();
      await made("POST", "/masking/conversations", people(), headers);
      return await fail("POST", "/masking/conversations", people(), headers);
    },
    people_blocked: async () => {
      const participants = people().participants;
      const conversation = await create({ participants });
      await stack.text(participants[0]!.phone, conversation.masked_number, "BLOCK");
      await until("they are parted", async () => {
        const [row] = await stack.sql`
          select status from public.phone_conversations where id = ${conversation.id}`;
        return row!.status === "closed";
      });
      return await refused({ participants });
    },
    conversation_closed: async () => {
      const conversation = await create();
      await made("DELETE", of(conversation));
      return await fail("POST", `${of(conversation)}/messages`, { body: "Hello" });
    },
    conversation_not_started: async () => {
      const conversation = await create({
        starts_at: "2100-01-01T00:00:00Z",
        expires_at: "2101-01-01T00:00:00Z",
      });
      return await fail("POST", `${of(conversation)}/messages`, { body: "Hello" });
    },
    mode_not_allowed: async () => {
      const conversation = await create();
      const [{ id }] = conversation.participants;
      return await fail("POST", `${of(conversation)}/calls`, { participant_id: id });
    },
    alone_in_conversation: async () => {
      const conversation = await create({ participants: [{ phone: somebody() }], mode: "voice" });
      const [{ id }] = conversation.participants;
      return await fail("POST", `${of(conversation)}/calls`, { participant_id: id });
    },
    label_taken: async () => {
      const participants = [{ phone: somebody(), label: "Ana" }, { phone: somebody() }];
      const conversation = await create({ participants });
      const more = { phone: somebody(), label: "ana" };
      return await fail("POST", `${of(conversation)}/participants`, more);
    },
    already_participant: async () => {
      const { participants } = people();
      const conversation = await create({ participants });
      return await fail("POST", `${of(conversation)}/participants`, participants[0]);
    },
    conversation_full: async () => {
      const participants = Array.from({ length: 50 }, () => ({ phone: somebody() }));
      const conversation = await create({ participants });
      return await fail("POST", `${of(conversation)}/participants`, { phone: somebody() });
    },
    number_taken: async () => {
      const { participants } = people();
      const conversation = await create({ participants });
      const path = `${of(conversation)}/participants/${conversation.participants[0].id}`;
      return await fail("PATCH", path, participants[1]);
    },
    participant_not_found: async () =>
      await fail("DELETE", `${of(await create())}/participants/${nobody}`),
    block_not_found: async () => await fail("DELETE", `${of(await create())}/block`),
    freeze_not_found: async () => await fail("DELETE", `${of(await create())}/freeze`),
    recording_not_found: async () =>
      await fail("GET", `${of(await create())}/calls/${nobody}/recording`),
    number_in_use: async () => {
      const { masked_number } = await create();
      return await fail("DELETE", `/masking/pool/numbers/${encodeURIComponent(masked_number)}`);
    },
    legal_hold: async () => {
      const person = { phone: somebody() };
      await made("POST", "/masking/legal-holds", person);
      return await fail("POST", "/masking/people/erase", person);
    },
    rotation_not_ready: () => fail("POST", "/masking/keys/rotate", {}),
    not_configured: () =>
      fail("POST", "/send-sms/auth-hook", {
        user: { phone: "14155550141" },
        sms: { otp: "123456" },
      }),
    sender_not_allowed: () => fail(...send({ from: somebody() })),
    link_not_allowed: () => fail(...send({ from: "+14155550199" }, {})),
    country_not_allowed: () => fail(...send({ to: "+442079460123" })),
    carrier_refused: () => fail(...send({ to: "+15005550009" })),
    recipient_opted_out: () => fail(...send({ to: "+15005550004" })),
    request_in_progress: async () => {
      await stack.faults({ accept_then_error: 1 });
      const text = send({}, withKey());
      await fail(...text);
      await stack.faults({});
      return await fail(...text);
    },
    carrier_unavailable: async () => {
      await stack.faults({ server_error: 1 });
      const code = await fail(...send({}));
      await stack.faults({});
      return code;
    },
    wrong_code: async () => {
      const { phone, code } = await askCode();
      return await verify(phone, wrong(code));
    },
    too_many_tries: async () => {
      const { phone, code } = await askCode();
      for (let tries = 0; tries < 5; tries++) await verify(phone, wrong(code));
      return await verify(phone, code);
    },
    code_expired: () => verify(somebody(), "123456"),
    rate_limited: async () => {
      const conversation = await create({
        participants: [{ user_id: userId }, { phone: somebody() }],
      });
      const seat = conversation.participants[0].id;
      const path = `${of(conversation)}/participants/${seat}/pin`;
      for (let pins = 0; pins < 20; pins++) await made("POST", path, undefined, user);
      return await fail("POST", path, undefined, user);
    },
  };
}
