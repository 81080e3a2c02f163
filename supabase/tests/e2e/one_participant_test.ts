import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";

const ANA = "+14155550151";
const BEN = "+14155550152";

Deno.test("A conversation whose second person is known later", async (t) => {
  const stack = await startTestStack();
  const { service, sql, phones } = stack;
  const json = async (method: string, path: string, body?: unknown) => {
    const response = await service(method, path, body);
    return { http: response.status, ...(response.status === 204 ? {} : await response.json()) };
  };
  const bodies = async (number: string) => (await stack.arrived(number)).map(({ body }) => body);
  const newest = async (number: string, count: number) =>
    (await stack.arrivals(number, count)).at(-1)!;
  const outcomes = async (id: string) =>
    (await sql`
      select outcome from public.sms_messages where conversation_id = ${id} order by created_at`)
      .map(({ outcome }) => outcome);
  const relayed = (id: string, count: number) =>
    until(`${count} texts are taken`, async () => (await outcomes(id)).length === count);

  try {
    const made = await json("POST", "/masking/conversations", {
      participants: [{ phone: ANA, label: "Driver" }],
      mode: "message_and_voice",
      language: "de-DE",
    });
    const { id, masked_number: mask } = made;
    const path = `/masking/conversations/${id}`;

    await t.step("is made by the service, with a number for the first", () => {
      assert.equal(made.http, 201);
      assert.deepEqual(
        made.participants.map((p: { proxy_number: string }) => p.proxy_number),
        [mask],
      );
    });

    await t.step("is not made by a user, nor for nobody", async () => {
      const { client, id: userId } = await stack.signIn(0);
      const { error } = await client.functions.invoke("masking/conversations", {
        body: { participants: [{ user_id: userId }] },
      });
      const problem = await error.context.json();
      assert.deepEqual(
        [error.context.status, problem.code, problem.errors.map((e: { path: string }) => e.path)],
        [400, "validation_failed", ["participants"]],
      );
      const nobody = await json("POST", "/masking/conversations", { participants: [] });
      assert.equal(nobody.code, "validation_failed");
    });

    await t.step("answers who texts alone, once", async () => {
      await stack.text(ANA, mask, "is anybody there");
      await stack.text(ANA, mask, "hello?");
      await relayed(id, 2);
      assert.deepEqual(await outcomes(id), ["alone", "alone"]);
      const answer = await newest(ANA, 1);
      assert.equal(answer.from, mask);
      assert.match(answer.body, /^Noch ist niemand sonst.*nicht zugestellt\.$/);
      assert.equal((await bodies(ANA)).length, 1);
    });

    await t.step("tells who calls alone, and connects nobody", async () => {
      const call = await phones.ended(ANA, await phones.place(ANA, mask));
      assert.deepEqual(call.connected_to, []);
      assert.match(call.heard.join(" "), /^Noch ist niemand sonst.*später/);
      const list = async () => (await json("GET", `${path}/calls`)).calls;
      await until("the call is over", async () => (await list())[0]?.status === "completed");
      assert.deepEqual(
        (await list()).map((one: { outcome: string; legs: unknown[] }) => [one.outcome, one.legs]),
        [["alone", []]],
      );
      const [{ id: participant_id }] = made.participants;
      const refused = await json("POST", `${path}/calls`, { participant_id });
      assert.deepEqual([refused.http, refused.code], [409, "alone_in_conversation"]);
    });

    await t.step("lets the app speak to the first", async () => {
      const posted = await json("POST", `${path}/messages`, { body: "Somebody will join soon" });
      assert.deepEqual([posted.http, posted.outcome, posted.forwards.length], [
        201,
        "forwarded",
        1,
      ]);
      assert.equal((await newest(ANA, 2)).body, "Somebody will join soon");
    });

    await t.step("goes on as any other, once the second has joined", async () => {
      const { client, id: userId, phone } = await stack.signIn(1);
      const joined = await json("POST", `${path}/participants`, { user_id: userId });
      assert.equal(joined.http, 201);
      assert.equal(joined.masked_number, mask);

      await stack.text(ANA, mask, "I am downstairs");
      assert.deepEqual([(await newest(phone, 1)).from, (await newest(phone, 1)).body], [
        mask,
        "I am downstairs",
      ]);
      await stack.text(phone, mask, "Coming");
      assert.equal((await newest(ANA, 3)).body, "Coming");

      // Nothing from before, on the phone or in the app, also after the sweep has been round.
      await stack.service("POST", "/expire-conversations");
      assert.deepEqual(await bodies(phone), ["I am downstairs"]);
      const { data } = await client.functions.invoke(`masking${path.slice(8)}/messages`, {
        method: "GET",
      });
      assert.deepEqual(data.messages.map((message: { body: string }) => message.body), [
        "Coming",
        "I am downstairs",
      ]);
      const { data: calls } = await client.functions.invoke(`masking${path.slice(8)}/calls`, {
        method: "GET",
      });
      assert.deepEqual(calls.calls, []);
    });

    await t.step("connects their calls too", async () => {
      const { phone } = await stack.signIn(1);
      await phones.behave(phone, { on_call: "answer", digits: "1" });
      const sid = await phones.place(ANA, mask);
      await phones.seen(ANA, "is connected", (call) => call.connected_to.includes(phone));
      await phones.act(ANA, sid, "hang_up");
      await phones.ended(ANA, sid);
      await service("DELETE", path);
    });

    await t.step("keeps a user who is alone from speaking to nobody", async () => {
      const { client, id: userId } = await stack.signIn(0);
      const alone = await json("POST", "/masking/conversations", {
        participants: [{ user_id: userId }],
      });
      const { error } = await client.functions.invoke(
        `masking/conversations/${alone.id}/messages`,
        { body: { body: "Hello" } },
      );
      assert.equal((await error.context.json()).code, "alone_in_conversation");
      await service("POST", `/masking/conversations/${alone.id}/participants`, { phone: BEN });
      await client.functions.invoke(`masking/conversations/${alone.id}/messages`, {
        body: { body: "Hello Ben" },
      });
      assert.equal((await newest(BEN, 1)).body, "Hello Ben");
    });
  } finally {
    await stack.stop();
  }
});
