import assert from "node:assert/strict";
import { createKeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import { findCallLeaks } from "../support/find_call_leaks.ts";
import { startTestStack } from "../support/test_stack.ts";

/** Dan calls nobody and is never called; he is in a conversation. */
const [ANA, BEN, CYD, DAN] = ["+14155550151", "+14155550152", "+14155550153", "+14155550154"];

Deno.test("The search for real numbers in calls finds what it must, and nothing else", async (t) => {
  const stack = await startTestStack();
  const { service, sql, phones } = stack;
  const converse = async (people: (string | undefined)[]) => {
    const made = await service("POST", "/masking/conversations", {
      participants: people.map((phone) => ({ phone })),
      mode: "voice",
    });
    return (await made.json()).participants.map((p: { proxy_number: string }) => p.proxy_number);
  };
  const keys = await createKeyRing({ current: stack.stack.settings.PHONE_ENCRYPTION_KEY! });
  try {
    const [a, b] = await converse([ANA, BEN]);
    await converse([CYD, DAN]);
    const call = async (sid: string) => {
      const params: [string, string][] = [["CallSid", sid], ["From", ANA!], ["To", a]];
      const response = await stack.webhook(params, { path: "/voice-webhook" });
      return { call_sid: sid, body: await response.text() };
    };
    const one = await call("CAone");
    const two = await call("CAtwo");
    const find = (answer: { call_sid: string; body: string }) =>
      findCallLeaks(sql, keys, [answer], [ANA!]);
    const changed = (from: string | RegExp, to: string) => {
      const body = one.body.replace(from, to);
      assert.notEqual(body, one.body);
      return find({ ...one, body });
    };

    await t.step("what was answered shows nothing", async () => {
      assert.match(one.body, new RegExp(`<Number [^>]*>\\${BEN}</Number>`));
      assert.deepEqual([await find(one), await find(two)], [[], []]);
    });

    await t.step("a <Number> rings only whom its leg is for, with the number lent", async () => {
      const found = ["A real number in <Number>"];
      for (const wrong of [ANA, CYD, DAN, "+14155550160"]) {
        assert.deepEqual(await changed(`>${BEN}<`, `>${wrong}<`), found, wrong);
      }
      const other = stack.status.pool.find((number) => number !== b)!;
      assert.deepEqual(await changed(`callerId="${b}"`, `callerId="${other}"`), found);
      assert.deepEqual(await changed(/answered\?call=[^&"]+/, "answered?call=1"), found);
      assert.deepEqual(await changed(/status\?call=[^&"]+/, "status?call=1"), found);
      assert.deepEqual(await find({ ...two, call_sid: "CAone" }), found);
    });

    await t.step("nobody's number is anywhere else, whether or not there is a phone", async () => {
      for (const person of [ANA, BEN, CYD, DAN]) {
        const said = `<Response><Say>Call from ${person!.slice(2)}</Say>`;
        assert.deepEqual(await changed("<Response>", said), ["A real number in <Say>"], person);
      }
      const url = `goodbye?from=${encodeURIComponent(DAN!)}`;
      assert.deepEqual(await changed(/dialed\?/, `${url}&amp;`), [
        "A real number in action of <Dial>",
      ]);
    });

    await t.step("answers to the simulated carrier are among those that are searched", async () => {
      await phones.behave(BEN!, { on_call: "busy" });
      const sid = await phones.place(ANA!, a);
      await phones.ended(ANA!, sid);
      const answered = (await phones.answers()).filter(({ call_sid }) => call_sid === sid);
      assert.ok(answered.some(({ body }) => body.includes(`>${BEN}</Number>`)));
      assert.deepEqual(await findCallLeaks(sql, keys, answered, []), []);
    });
  } finally {
    await stack.stop();
  }
});
