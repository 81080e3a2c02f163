import assert from "node:assert/strict";
import { createKeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";
import { tracesOf } from "../support/traces_of.ts";

const KEY = crypto.randomUUID();
const [ANA, BEN, CAS] = ["+14155550151", "+14155550152", "+14155550153"] as const;
const ROUNDS_AT_LEAST = 40;

Deno.test("Erasing one of three who text loses nothing of the others, and leaves nothing", async () => {
  const stack = await startTestStack({
    PHONE_ENCRYPTION_KEY: KEY,
    CONVERSATION_COOLDOWN_SECONDS: "0",
  });
  const { service, sql, status } = stack;
  const keys = await createKeyRing({ current: KEY });
  const json = async (method: string, path: string, body?: unknown) =>
    await (await service(method, path, body)).json();
  const erase = () => json("POST", "/masking/people/erase", { phone: CAS });
  const sweep = () => json("POST", "/expire-conversations");
  try {
    const { participants } = await json("POST", "/masking/conversations", {
      participants: [{ phone: ANA }, { phone: BEN }, { phone: CAS }],
    });
    const people = [ANA, BEN, CAS].map((phone, index) => ({
      phone,
      proxy: participants[index].proxy_number as string,
    }));
    const text = (index: number, round: number) =>
      stack.text(people[index]!.phone, people[index]!.proxy, `text ${round} of person ${index}`);

    // Some of what is sent is taken by a carrier that does not say so, and is told of in any order.
    await stack.faults({ accept_then_error: 0.2, shuffle_status: true });
    let erasing: Promise<{ erased: { messages: number } }> | undefined;
    let erasedIn = Infinity;
    let rounds = 0;
    // Everybody goes on for a while after the erasure.
    for (; rounds < ROUNDS_AT_LEAST || rounds < Math.min(erasedIn + 10, 1_000); rounds++) {
      await Promise.all([0, 1, 2].map((index) => text(index, rounds)));
      if (rounds === ROUNDS_AT_LEAST / 2) {
        await until(
          "some have been relayed",
          async () => (await stack.arrived(ANA)).some(({ body }) => body.endsWith("of person 2")),
        );
        erasing = erase();
        erasing.finally(() => erasedIn = rounds);
      }
    }
    const receipt = await erasing!;
    assert.ok(receipt.erased.messages > 0 && receipt.erased.messages < rounds);
    const texts = Array.from({ length: rounds }, (_, round) => `text ${round} of person 2`);
    await stack.faults({});

    const seen = async (phone: string, index: number) =>
      new Set(
        (await stack.arrived(phone)).map(({ body }) => body).filter((body) =>
          body.endsWith(`of person ${index}`)
        ),
      ).size;
    await until("the others have all of each other's texts", async () => {
      await sql`update public.sms_forwards set next_attempt_at = now() where status in ('queued', 'unknown')`;
      await sweep();
      return await seen(ANA, 1) === rounds && await seen(BEN, 0) === rounds;
    }, 60_000);
    await stack.settled();

    // What the person texted after the erasure is forgotten by another one; the first left nothing else.
    assert.deepEqual(
      [...new Set(await tracesOf(sql, keys, CAS, texts))].filter((trace) =>
        trace !== "public.rate_limits: the hash"
      ),
      [],
    );
    await erase();
    assert.deepEqual(await tracesOf(sql, keys, CAS, texts), []);
    await until("the carrier has deleted its copies", async () => {
      await sql`update public.carrier_deletions set next_attempt_at = now()`;
      await sweep();
      const left = await sql`select from public.carrier_deletions where provider_sid is not null`;
      return left.length === 0;
    });
    const response = await fetch(`${status.simulator_url}/simulator/messages`);
    const { messages } = await response.json();
    assert.deepEqual(
      messages.filter(({ from, to, body }: { from: string; to: string; body: string }) =>
        from === CAS || to === CAS || texts.includes(body)
      ),
      [],
    );
  } finally {
    await stack.stop();
  }
});
