import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";

const [ANA, BEN, CYD] = ["+14155550151", "+14155550152", "+14155550153"] as const;

Deno.test("Three people meet in a conference", async (t) => {
  const stack = await startTestStack();
  const { service, sql, phones } = stack;
  try {
    const made = await service("POST", "/masking/conversations", {
      participants: [ANA, BEN, CYD].map((phone, n) => ({ phone, label: `Player ${n + 1}` })),
      mode: "voice",
    });
    const { id, participants } = await made.json();
    const [a, b, c] = participants.map((p: { proxy_number: string }) => p.proxy_number);
    const underWay = async () =>
      (await sql`select from public.phone_calls where conversation_id = ${id} and ended_at is null`)
        .length;
    const over = () => until("all calls are over", async () => await underWay() === 0);
    const newest = async (number: string) => (await phones.calls(number)).at(-1)!;

    await t.step("whoever calls in joins, the others are rung and press 1", async () => {
      await phones.behave(BEN, { on_call: "answer", digits: "1" });
      await phones.behave(CYD, { on_call: "answer", digits: "1" });
      const sid = await phones.place(ANA, a);
      for (const [phone, mask] of [[BEN, b], [CYD, c]] as const) {
        const call = await phones.seen(
          phone,
          "is in the conference",
          ({ connected_to }) => connected_to.length === 2,
        );
        assert.equal(call.from, mask);
        assert.match(call.heard[0]!, /call from Player 1/);
      }
      assert.deepEqual((await newest(ANA)).connected_to.toSorted(), [BEN, CYD]);

      // One leaves, and calls in again: nobody is rung for that.
      const bens = await newest(BEN);
      await phones.act(BEN, bens.sid, "hang_up");
      await phones.ended(BEN, bens.sid);
      const again = await phones.place(BEN, b);
      await phones.seen(BEN, "is back", ({ connected_to }) => connected_to.length === 2);
      assert.equal((await phones.calls(CYD)).length, 1);

      for (
        const [phone, call] of [[ANA, sid], [BEN, again], [CYD, (await newest(CYD)).sid]] as const
      ) {
        await phones.act(phone, call, "hang_up");
      }
      await over();
      const names =
        await sql`select distinct outcome from public.phone_calls where parent_id is null`;
      assert.deepEqual(names.map(({ outcome }) => outcome), ["conference"]);
    });

    await t.step(
      "who does not press 1 is not let in; a caller to whom nobody comes is told",
      async () => {
        await phones.behave(BEN, { on_call: "busy" });
        await phones.behave(CYD, { on_call: "answer", digits: "" });
        const call = await phones.ended(ANA, await phones.place(ANA, a));
        assert.deepEqual(call.connected_to, []);
        assert.match(call.heard.at(-1)!, /cannot be reached right now/);
        await over();
      },
    );

    await t.step("phones do not ring on for a caller who has hung up", async () => {
      await phones.behave(BEN, { on_call: "ring" });
      await phones.behave(CYD, { on_call: "ring" });
      const sid = await phones.place(ANA, a);
      for (const phone of [BEN, CYD]) {
        await phones.seen(phone, "rings", ({ status }) => status === "ringing");
      }
      await until(
        "the carrier's ids are known",
        async () =>
          (await sql`select from public.phone_calls where ended_at is null and provider_sid is null`)
            .length === 0,
      );
      await phones.act(ANA, sid, "hang_up");
      for (const phone of [BEN, CYD]) {
        assert.equal((await phones.ended(phone, (await newest(phone)).sid)).status, "canceled");
      }
      await over();
    });

    await t.step("the app's call brings all of them together", async () => {
      for (const phone of [ANA, BEN, CYD]) {
        await phones.behave(phone, { on_call: "answer", digits: "1" });
      }
      const started = await service("POST", `/masking/conversations/${id}/calls`, {
        participant_id: participants[2].id,
      });
      assert.equal(started.status, 201);
      for (const phone of [ANA, BEN, CYD]) {
        const call = await phones.seen(
          phone,
          "is in the conference",
          ({ connected_to, status }) => connected_to.length === 2 && status === "in-progress",
        );
        assert.equal(call.direction, "in");
      }
      await service("DELETE", `/masking/conversations/${id}`);
      for (const phone of [ANA, BEN, CYD]) {
        await phones.act(phone, (await newest(phone)).sid, "hang_up");
      }
      await over();
    });

    await t.step("a carrier that refuses or falls silent leaves nobody waiting", async () => {
      const again = await service("POST", "/masking/conversations", {
        participants: ["+14155550161", "+14155550162", "+14155550163"].map((phone) => ({ phone })),
        mode: "voice",
      });
      const { participants: [first] } = await again.json();
      await stack.faults({ rate_limit: 1 });
      const call = await phones.ended(
        "+14155550161",
        await phones.place("+14155550161", first.proxy_number),
      );
      assert.match(call.heard.at(-1)!, /cannot be reached right now/);
      await stack.faults({});
    });
  } finally {
    await stack.stop();
  }
});
