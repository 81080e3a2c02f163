import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";

const NOTICE = "This conversation now continues on this number. Please use it from now on.";
const [ANA, BEN, CYD] = ["+13125550101", "+13125550102", "+13125550103"] as const;

Deno.test("A number that goes bad in the middle of a conversation", async (t) => {
  const stack = await startTestStack();
  const { service, sql, status, phones } = stack;
  const json = async (method: string, path: string, body?: unknown) =>
    await (await service(method, path, body)).json();
  const path = (number: string) => `/masking/pool/numbers/${encodeURIComponent(number)}`;
  const words = async (phone: string) => (await stack.arrived(phone)).map(({ body }) => body);
  const sweep = () => json("POST", "/expire-conversations");
  const badOnes = async () => (await json("GET", "/masking/pool")).countries[0].bad;
  try {
    const { id, masked_number: bad } = await json("POST", "/masking/conversations", {
      participants: [{ phone: ANA }, { phone: BEN }],
    });
    const others = status.pool.filter((number) => number !== bad);

    await t.step("is noticed by the refusal of a text, and lent no more", async () => {
      await stack.text(ANA, bad, "before");
      await stack.arrivals(BEN, 1);
      await stack.faults({ bad_number: bad });
      assert.equal(await badOnes(), 0);
      await stack.text(ANA, bad, "refused");
      await until("it is noticed", async () => await badOnes() === 1);
      const [row] = await sql`
        select status, bad_code, bad_since from public.phone_number_pool where number = ${bad}`;
      assert.deepEqual([row!.status, row!.bad_code], ["draining", "21606"]);
      assert.ok(row!.bad_since);
    });

    await t.step("stays where no other number is free, and is reported", async () => {
      for (const number of others) await json("PATCH", path(number), { status: "draining" });
      assert.equal((await sweep()).replaced, 0);
      const { masked_number } = await json("GET", `/masking/conversations/${id}`);
      assert.equal(masked_number, bad);
      assert.equal((await json("GET", "/masking/pool")).countries[0].live_on_draining, 2);
      for (const number of others) await json("PATCH", path(number), { status: "active" });
    });

    await t.step("the sweep moves its conversations, with one notice to each", async () => {
      assert.equal((await sweep()).replaced, 1);
      assert.equal((await sweep()).replaced, 0);
      const { masked_number } = await json("GET", `/masking/conversations/${id}`);
      assert.ok(others.includes(masked_number));
      await stack.arrivals(ANA, 1);
      await stack.arrivals(BEN, 2);
      assert.deepEqual((await words(ANA)).filter((body) => body === NOTICE), [NOTICE]);
      assert.deepEqual(await words(BEN), ["before", NOTICE]);
    });

    await t.step("texts to both numbers arrive once each, from the new one", async () => {
      const { masked_number: good } = await json("GET", `/masking/conversations/${id}`);
      for (const [index, to] of [bad, good].entries()) {
        await stack.text(ANA, to, `to ${index}`);
        await stack.arrivals(BEN, 3 + index);
      }
      assert.deepEqual(
        (await stack.arrived(BEN)).slice(2).map(({ from, body }) => [from, body]),
        [[good, "to 0"], [good, "to 1"]],
      );
    });

    await t.step("is lent again when the service says so", async () => {
      await stack.faults({});
      const number = await json("PATCH", path(bad), { status: "active" });
      assert.deepEqual([number.status, number.bad_since, number.bad_code], ["active", null, null]);
      assert.equal(await badOnes(), 0);
    });

    await t.step("is noticed by the refusal of a call, too, and its calls move", async () => {
      const group = await json("POST", "/masking/conversations", {
        participants: [{ phone: ANA }, { phone: BEN }, { phone: CYD }],
        mode: "voice",
      });
      const gone = group.masked_number;
      await stack.faults({ bad_number: gone });
      const call = await phones.ended(ANA, await phones.place(ANA, gone));
      assert.deepEqual(call.connected_to, []);
      await until("it is noticed", async () => await badOnes() === 1);
      const [row] = await sql`
        select status, bad_code from public.phone_number_pool where number = ${gone}`;
      assert.deepEqual({ ...row }, { status: "draining", bad_code: "21210" });

      assert.equal((await sweep()).replaced, 1);
      const { participants } = await json("GET", `/masking/conversations/${group.id}`);
      const [ana] = participants;
      assert.notEqual(ana.proxy_number, gone);
      await phones.behave(BEN, { on_call: "answer", digits: "1" });
      const sid = await phones.place(ANA, ana.proxy_number);
      await phones.seen(ANA, "is connected", (call) => call.connected_to.includes(BEN));
      await phones.act(ANA, sid, "hang_up");
      await phones.ended(ANA, sid);
      await stack.faults({});
    });
  } finally {
    await stack.stop();
  }
});
