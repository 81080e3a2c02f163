import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { eventPayload } from "../../functions/_shared/events/answer_schema.ts";
import { EVENT_TYPES } from "../../functions/_shared/events/schema.ts";
import { startEventReceiver } from "../support/event_receiver.ts";
import { startTestStack } from "../support/test_stack.ts";

const [ANA, BEN, CYD, NOBODY] = [
  "+14155550151",
  "+14155550152",
  "+14155550153",
  "+15005550009",
] as const;
const TEXTS = ["Meet me at the harbour", "Into the void, my friend", "Too late for all of this"];

Deno.test("The app is told what happens", async (t) => {
  const receiver = startEventReceiver();
  const stack = await startTestStack({ ...receiver.settings, VOICEMAIL_DAYS: "3" });
  const { service, phones } = stack;
  const converse = async (people: string[], more: Record<string, unknown> = {}) => {
    const made = await service("POST", "/masking/conversations", {
      participants: people.map((phone, n) => ({ phone, label: n === 0 ? "Driver" : "Rider" })),
      ...more,
    });
    assert.equal(made.status, 201);
    return await made.json();
  };
  const sweep = async () => await (await service("POST", "/expire-conversations")).json();
  try {
    let conversation: Awaited<ReturnType<typeof converse>>;

    await t.step(
      "of a conversation from its first request on, without waiting for cron",
      async () => {
        conversation = await converse([ANA, BEN]);
        const [created] = await receiver.received("conversation.created");
        const { id, masked_number, participants } = conversation;
        assert.deepEqual(
          [created!.data.conversation_id, created!.data.masked_number, created!.data.participants],
          [
            id,
            masked_number,
            participants.map((seat: Record<string, unknown>) => ({
              id: seat.id,
              user_id: seat.user_id,
              label: seat.label,
              proxy_number: seat.proxy_number,
            })),
          ],
        );
        assert.equal(created!.timestamp, conversation.created_at);
      },
    );

    await t.step("of a text relayed, one that failed, and one that came too late", async () => {
      const { id, masked_number } = conversation;
      await stack.text(ANA, masked_number, TEXTS[0]!);
      const [relayed] = await receiver.received("message.relayed");
      assert.deepEqual(
        [relayed!.data.conversation_id, relayed!.data.sender, relayed!.data.recipient],
        [
          id,
          { id: conversation.participants[0].id, user_id: null, label: "Driver" },
          { id: conversation.participants[1].id, user_id: null, label: "Rider" },
        ],
      );

      const doomed = await converse([CYD, NOBODY]);
      await stack.text(CYD, doomed.masked_number, TEXTS[1]!);
      const [failed] = await receiver.received("message.failed");
      assert.deepEqual([failed!.data.conversation_id, failed!.data.status, failed!.data.reason], [
        doomed.id,
        "failed",
        "21614",
      ]);

      await service("DELETE", `/masking/conversations/${id}`);
      const [closed] = await receiver.received("conversation.closed");
      assert.deepEqual([closed!.data.conversation_id, closed!.data.reason], [id, "api"]);
      await stack.text(ANA, masked_number, TEXTS[2]!);
      const [late] = await receiver.received("message.late");
      assert.equal(late!.data.conversation_id, id);
      await service("PATCH", `/masking/conversations/${id}`, { status: "active" });
      await receiver.received("conversation.reopened");
    });

    await t.step("of STOP and START", async () => {
      await stack.text(BEN, conversation.masked_number, "STOP");
      const [out] = await receiver.received("participant.opted_out");
      assert.deepEqual([out!.data.source, out!.data.participant], [
        "keyword",
        { id: conversation.participants[1].id, user_id: null, label: "Rider" },
      ]);
      await stack.text(BEN, conversation.masked_number, "START");
      await receiver.received("participant.opted_in");
    });

    await t.step("of a call, each line of it", async () => {
      const { id, masked_number } = await converse([ANA, CYD], { mode: "voice" });
      const sid = await phones.place(ANA, masked_number);
      const rung = await phones.seen(CYD, "rings", ({ status }) => status === "ringing");
      await phones.act(CYD, rung.sid, "answer");
      await phones.seen(CYD, "is asked", ({ heard }) => heard.length > 0);
      await phones.act(CYD, rung.sid, "digits", "1");
      await phones.seen(ANA, "is connected", (call) => call.connected_to.includes(CYD));
      await phones.act(ANA, sid, "hang_up");
      const ended = await receiver.received("call.ended", 2);
      assert.deepEqual(
        ended.map(({ data }) => [data.conversation_id, data.direction, data.status]).toSorted(),
        [[id, "inbound", "completed"], [id, "outbound", "completed"]],
      );
    });

    await t.step("of a message left for somebody who was rung in vain", async () => {
      const { id, masked_number, participants } = await converse([ANA, CYD], { mode: "voice" });
      await phones.behave(CYD, { on_call: "busy" });
      const sid = await phones.place(ANA, masked_number);
      await phones.seen(ANA, "hears the tone", ({ heard }) => heard.includes("(beep)"));
      await phones.act(ANA, sid, "digits", "#");
      const [left] = await receiver.received("call.voicemail");
      assert.deepEqual([left!.data.conversation_id, left!.data.participant], [id, {
        id: participants[1].id,
        user_id: null,
        label: "Rider",
      }]);
      const path = `/masking/conversations/${id}/calls/${left!.data.call_id}/recording`;
      const link = await (await stack.service("GET", path)).json();
      assert.deepEqual([link.seconds, link.expires_at], [
        left!.data.seconds,
        left!.data.expires_at,
      ]);
    });

    await t.step("of another number in the place of one", async () => {
      const { id, masked_number, participants } = await converse([BEN, CYD]);
      const path = `/masking/pool/numbers/${encodeURIComponent(masked_number)}`;
      assert.equal((await service("PATCH", path, { status: "draining" })).status, 200);
      assert.equal((await service("POST", `${path}/replace`, {})).status, 200);
      const replaced = (await receiver.received("conversation.number_replaced", 2))
        .filter(({ data }) => data.conversation_id === id);
      const after = await (await service("GET", `/masking/conversations/${id}`)).json();
      assert.deepEqual(
        replaced.map(({ data }) => [data.participant, data.replaced_number, data.proxy_number]),
        participants.map((seat: { id: string; label: string }) => [
          { id: seat.id, user_id: null, label: seat.label },
          masked_number,
          after.masked_number,
        ]),
      );
      assert.equal((await service("PATCH", path, { status: "active" })).status, 200);
      await stack.settled();
    });

    await t.step("of an end that only cron sees, by SQL alone", async () => {
      const { id } = await converse([BEN, CYD], { idle_timeout: 3600 });
      await stack.sql`
        update public.phone_conversations set last_interaction_at = now() - interval '2 hours' where id = ${id}`;
      await stack.sql`select masking.close_and_release()`;
      // Unless the round after the request above has it already; nobody else would tell.
      await sweep();
      const closed = await receiver.received("conversation.closed", 2);
      assert.deepEqual([closed[1]!.data.conversation_id, closed[1]!.data.reason], [id, "idle"]);
    });

    await t.step("of every kind of event, each in its form, and nothing else", async () => {
      await until(
        "all are settled",
        async () =>
          (await stack.sql`select from public.outgoing_events where status <> 'delivered'`)
            .length === 0,
      );
      assert.deepEqual(
        [...new Set(receiver.events.map(({ type }) => type))].toSorted(),
        [...EVENT_TYPES].toSorted(),
      );
      for (const body of receiver.bodies) eventPayload.parse(JSON.parse(body));
      assert.equal(receiver.forged(), 0);
      assert.equal(new Set(receiver.events.map(({ id }) => id)).size, receiver.events.length);
    });

    await t.step("with no number of a person, no text, no hash and no key", async () => {
      const hashes = await stack.sql`
        select phone_hash as secret from public.phone_conversation_participants
        union select body_encrypted from public.sms_messages where body_encrypted is not null`;
      const secrets = [
        ...[ANA, BEN, CYD, NOBODY].flatMap((number) => [number.slice(1), number.slice(2)]),
        ...TEXTS,
        ...hashes.map(({ secret }) => secret as string),
        stack.status.secret_key,
        stack.status.twilio_account_sid,
        receiver.settings.EVENTS_WEBHOOK_SECRET,
      ];
      assert.ok(receiver.bodies.length > 12 && hashes.length > 5);
      const written = [...receiver.bodies, ...stack.logs];
      for (const secret of secrets) {
        assert.ok(!written.some((text) => text.includes(secret)), secret);
      }
    });

    await t.step("and the service reads it all, page by page", async () => {
      const list = async (query: string) =>
        await (await service("GET", `/masking/events?${query}`)).json();
      const seen: { id: string; conversation_id: string; data: unknown }[] = [];
      // Two events of one moment are on two pages.
      for (let cursor: string | null = ""; cursor !== null;) {
        const page = await list(`limit=1${cursor && `&cursor=${cursor}`}`);
        seen.push(...page.events);
        cursor = page.next_cursor;
      }
      assert.deepEqual(
        seen.map(({ id }) => id).toSorted(),
        receiver.events.map(({ id }) => id).toSorted(),
      );
      const ofOne = await list(`conversation_id=${conversation.id}&status=delivered`);
      assert.deepEqual(
        ofOne.events.map(({ id, data }: { id: string; data: unknown }) => ({ id, data }))
          .toSorted((a: { id: string }, b: { id: string }) => a.id < b.id ? -1 : 1),
        receiver.events.filter(({ data }) => data.conversation_id === conversation.id)
          .map(({ id, data }) => ({ id, data })).toSorted((a, b) => a.id < b.id ? -1 : 1),
      );
      assert.deepEqual((await list("status=given_up")).events, []);
      const user = await stack.signIn(0);
      const refused = await stack.call("GET", "/masking/events", undefined, {
        authorization: `Bearer ${user.jwt}`,
      });
      assert.deepEqual([refused.status, (await refused.json()).code], [403, "forbidden"]);
    });
  } finally {
    await stack.stop();
    await receiver.stop();
  }
});

Deno.test("Without a receiver nothing is stored, and nothing can be replayed", async () => {
  const stack = await startTestStack();
  try {
    await stack.service("POST", "/masking/conversations", {
      participants: [{ phone: ANA }, { phone: BEN }],
    });
    assert.equal((await stack.sql`select from public.outgoing_events`).length, 0);
    const replay = await stack.service("POST", "/masking/events/replay", { status: "given_up" });
    assert.deepEqual([replay.status, (await replay.json()).code], [503, "not_configured"]);
  } finally {
    await stack.stop();
  }
});
