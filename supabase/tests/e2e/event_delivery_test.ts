import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startEventReceiver } from "../support/event_receiver.ts";
import { startTestStack } from "../support/test_stack.ts";

const [ANA, BEN] = ["+14155550151", "+14155550152"] as const;

Deno.test("Events arrive", async (t) => {
  const receiver = startEventReceiver();
  const stack = await startTestStack(receiver.settings);
  const { service, sql } = stack;
  const json = async (method: string, path: string, body?: unknown) =>
    await (await service(method, path, body)).json();
  const sweep = () => json("POST", "/expire-conversations");
  /** Made and closed at once: two events in this order. */
  const makeAndClose = async (): Promise<string> => {
    const { id } = await json("POST", "/masking/conversations", {
      participants: [{ phone: ANA }, { phone: BEN }],
    });
    await service("DELETE", `/masking/conversations/${id}`);
    return id;
  };
  const stored = async (conversationId: string) =>
    (await sql`
      select id, type, status, attempts, error_code from public.outgoing_events
      where conversation_id = ${conversationId} order by position`).map((row) => ({ ...row }));
  const settled = (conversationId: string) =>
    until(
      "both are delivered",
      async () =>
        (await stored(conversationId)).filter(({ status }) => status === "delivered").length === 2,
    );
  const makeDue = () =>
    sql`update public.outgoing_events set next_attempt_at = now() where status = 'due'`;
  const cameOf = (conversationId: string) =>
    receiver.events.filter(({ data }) => data.conversation_id === conversationId);
  try {
    await t.step("later, in order, when the receiver answers anything but a 2xx", async () => {
      const answers = [500, 410, 302, 404];
      receiver.answersWith(() =>
        new Response("no", { status: answers[0]!, headers: { location: "/elsewhere" } })
      );
      const id = await makeAndClose();
      for (let attempt = 1; answers.length > 0; attempt++) {
        await until("an attempt has failed", async () => {
          const [created] = await stored(id);
          return created!.status === "due" && created!.attempts === attempt;
        });
        const [created, closed] = await stored(id);
        assert.deepEqual([created!.error_code, closed!.attempts], [`HTTP_${answers[0]}`, 0]);
        answers.shift();
        if (answers.length === 0) receiver.answersWith(() => new Response(null, { status: 204 }));
        await makeDue();
        await sweep();
      }
      await settled(id);
      const [created, closed] = await stored(id);
      assert.deepEqual(
        cameOf(id).map((event) => event.id),
        [...Array(5).fill(created!.id), closed!.id],
      );
    });

    await t.step("once the receiver is back that was not there at all", async () => {
      receiver.answersWith(() => new Response());
      await receiver.die();
      const id = await makeAndClose();
      await until("it was missed", async () => (await stored(id))[0]!.error_code === "NETWORK");
      receiver.comeBack();
      await makeDue();
      await sweep();
      await settled(id);
      assert.deepEqual(cameOf(id).map(({ type }) => type), [
        "conversation.created",
        "conversation.closed",
      ]);
    });

    await t.step("from one worker at a time, however slow the receiver is", async () => {
      const held = Promise.withResolvers<Response>();
      receiver.answersWith(() => held.promise.then((response) => response.clone()));
      const id = await makeAndClose();
      await until("the first is under way", () => receiver.underWay() === 1);
      // Others look, and find nothing that they might send.
      assert.deepEqual([(await sweep()).told, (await sweep()).told], [0, 0]);
      assert.equal(cameOf(id).length, 1);
      held.resolve(new Response());
      await settled(id);
      assert.equal(cameOf(id).length, 2);
    });

    await t.step(
      "again, with the same id, when the worker died before it could say so",
      async () => {
        const held = Promise.withResolvers<void>();
        let first = true;
        receiver.answersWith(async () => {
          if (first) {
            first = false;
            await held.promise;
          }
          return new Response();
        });
        const { id } = await json("POST", "/masking/conversations", {
          participants: [{ phone: ANA }, { phone: BEN }],
        });
        await until("it was delivered", () => receiver.underWay() === 1);
        stack.stack.functions.kill("masking", "SIGKILL");
        held.resolve();
        await until("the function is back", async () => {
          const response = await service("GET", "/masking/health");
          await response.body?.cancel();
          return response.status === 200;
        });
        assert.deepEqual((await stored(id)).map(({ status }) => status), ["sending"]);
        await sql`
        update public.outgoing_events set lease_expires_at = now() where conversation_id = ${id}`;
        assert.equal((await sweep()).told, 1);
        const [event] = await stored(id);
        assert.deepEqual([event!.status, event!.attempts], ["delivered", 2]);
        assert.deepEqual(cameOf(id).map((came) => came.id), [event!.id, event!.id]);
        await service("DELETE", `/masking/conversations/${id}`);
        await settled(id);
      },
    );

    await t.step("for a day; then they are kept, do not block, and can be replayed", async () => {
      receiver.answersWith(({ type }) =>
        new Response(null, { status: type === "conversation.created" ? 500 : 200 })
      );
      const id = await makeAndClose();
      await until("it failed", async () => (await stored(id))[0]!.status === "due");
      await sql`
        update public.outgoing_events set give_up_at = now() where conversation_id = ${id}`;
      await makeDue();
      await sweep();
      assert.deepEqual((await stored(id)).map(({ status }) => status), ["given_up", "delivered"]);
      assert.equal((await json("GET", "/masking/health")).events_given_up, 1);
      const { events: [kept] } = await json("GET", "/masking/events?status=given_up");
      assert.deepEqual([kept.conversation_id, kept.error_code, kept.data.status], [
        id,
        "HTTP_500",
        "active",
      ]);

      receiver.answersWith(() => new Response());
      assert.deepEqual(await json("POST", "/masking/events/replay", { ids: [kept.id] }), {
        count: 1,
        next_cursor: null,
      });
      await settled(id);
      assert.equal(cameOf(id).at(-1)!.id, kept.id);
    });

    await t.step("again as often as they are replayed, by time and type", async () => {
      const id = await makeAndClose();
      await settled(id);
      const before = receiver.events.length;
      const [{ created_at }] = await sql`
        select to_jsonb(created_at) #>> '{}' as created_at from public.outgoing_events
        where conversation_id = ${id} and type = 'conversation.created'` as unknown as [
        { created_at: string },
      ];
      const replay = (body: unknown) => json("POST", "/masking/events/replay", body);
      assert.equal((await replay({ since: created_at })).count, 2);
      await until("both come again", () => receiver.events.length === before + 2);
      await settled(id);
      assert.equal(
        (await replay({ since: created_at, types: ["conversation.closed"] })).count,
        1,
      );
      await until("one comes again", () => receiver.events.length === before + 3);
      await settled(id);
      assert.equal((await replay({ conversation_id: id, until: created_at })).count, 0);
      const { code, errors } = await replay({ types: ["call.ended"] });
      assert.deepEqual([code, errors.length], ["validation_failed", 1]);
      assert.equal(receiver.forged(), 0);
    });
  } finally {
    await stack.stop();
    await receiver.stop();
  }
});
