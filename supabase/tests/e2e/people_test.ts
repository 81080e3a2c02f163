import assert from "node:assert/strict";
import { createKeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";
import { tracesOf } from "../support/traces_of.ts";

const KEY = crypto.randomUUID();
const [BEN, CAS, DAN] = ["+14155550152", "+14155550153", "+14155550154"] as const;

Deno.test("One person's data", async (t) => {
  const stack = await startTestStack({
    PHONE_ENCRYPTION_KEY: KEY,
    CONVERSATION_COOLDOWN_SECONDS: "0",
  });
  const { service, sql, status } = stack;
  const keys = await createKeyRing({ current: KEY });
  const json = async (method: string, path: string, body?: unknown) =>
    await (await service(method, path, body)).json();
  const create = async (...participants: object[]) =>
    await json("POST", "/masking/conversations", { participants });
  const sweep = () => json("POST", "/expire-conversations");
  const carrierMessages = async () => {
    const response = await fetch(`${status.simulator_url}/simulator/messages`);
    return (await response.json()).messages as { from: string; to: string; body: string }[];
  };
  const makeDue = () => sql`update public.carrier_deletions set next_attempt_at = now()`;
  const atCarrier = async (phone: string, texts: string[]) =>
    (await carrierMessages()).filter(({ from, to, body }) =>
      from === phone || to === phone || texts.some((text) => body.endsWith(text))
    );
  const texts: string[] = [];
  const say = async (from: string, to: string, body: string) => {
    if (from === CAS) texts.push(body);
    await stack.text(from, to, body);
  };

  try {
    const ana = await stack.signIn(0);
    const pair = await create({ phone: CAS, label: "Cas" }, { user_id: ana.id });
    const three = await create({ phone: CAS }, { user_id: ana.id }, { phone: BEN });
    const [casInPair, anaInPair] = pair.participants;
    const [casInThree, anaInThree, benInThree] = three.participants;
    await say(CAS, casInPair.proxy_number, "cas to ana alone");
    await say(ana.phone, anaInPair.proxy_number, "ana to cas alone");
    await say(CAS, casInThree.proxy_number, "cas to both");
    await say(BEN, benInThree.proxy_number, "ben to both");
    await stack.arrivals(CAS, 2);
    await stack.arrivals(ana.phone, 3);
    await stack.settled();

    await t.step("is audited when somebody reads the messages, and nowhere else", async () => {
      const path = `/masking/conversations/${pair.id}/messages`;
      await json("GET", path);
      await stack.call("GET", path, undefined, { authorization: `Bearer ${ana.jwt}` })
        .then((response) => response.body?.cancel());
      await json("GET", `/masking/conversations/${crypto.randomUUID()}/messages`);
      const first = await json("GET", `/masking/audit?subject=${pair.id}&limit=1`);
      const second = await json(
        "GET",
        `/masking/audit?subject=${pair.id}&limit=1&cursor=${first.next_cursor}`,
      );
      assert.deepEqual(
        [...first.audit, ...second.audit].map(({ actor, action }) => [actor, action]),
        [[`user:${ana.id}`, "read_messages"], ["service:default", "read_messages"]],
      );
      assert.equal(second.next_cursor, null);
      assert.equal((await json("GET", "/masking/audit")).audit.length, 2);
      assert.equal((await json("GET", "/masking/audit?cursor=WyJ4Il0")).code, "invalid_cursor");
    });

    await t.step("is for the app's backend alone", async () => {
      for (
        const [method, path, body] of [
          ["POST", "/masking/people/export", { user_id: ana.id }],
          ["POST", "/masking/people/erase", { user_id: ana.id }],
          ["GET", "/masking/legal-holds"],
          ["POST", "/masking/legal-holds", { user_id: ana.id }],
          ["DELETE", `/masking/legal-holds/${crypto.randomUUID()}`],
          ["GET", "/masking/audit"],
        ] as const
      ) {
        const response = await stack.call(method, path, body, {
          authorization: `Bearer ${ana.jwt}`,
        });
        assert.deepEqual([response.status, (await response.json()).code], [403, "forbidden"], path);
      }
    });

    await t.step("is exported whole, and nobody else's", async () => {
      const exported = await json("POST", "/masking/people/export", { phone: CAS });
      assert.deepEqual(exported.sent.map(({ body }: { body: string }) => body).toSorted(), [
        "cas to ana alone",
        "cas to both",
      ]);
      assert.deepEqual(exported.received.map(({ body }: { body: string }) => body).toSorted(), [
        "ana to cas alone",
        "ben to both",
      ]);
      assert.deepEqual(
        exported.conversations.map(({ seats }: { seats: { phone: string; id: string }[] }) =>
          seats.map(({ phone, id }) => [phone, id])
        ),
        [[[CAS, casInPair.id]], [[CAS, casInThree.id]]],
      );
      assert.deepEqual(exported.access.map(({ action }: { action: string }) => action), [
        "read_messages",
        "read_messages",
        "export_person",
      ]);
      assert.ok(!JSON.stringify(exported).includes(ana.phone));
      assert.ok(!JSON.stringify(exported).includes("encrypted"));

      const anas = await json("POST", "/masking/people/export", { user_id: ana.id });
      assert.deepEqual(anas.phone_numbers.map(({ phone }: { phone: string }) => phone), [
        ana.phone,
      ]);
      assert.equal(anas.conversations.length, 2);
      assert.equal(anas.sent.length, 1);
    });

    await t.step("is not erased while it is held", async () => {
      const erase = () => service("POST", "/masking/people/erase", { phone: CAS });
      for (
        const held of [
          { phone: CAS },
          { conversation_id: pair.id },
          { user_id: ana.id },
        ]
      ) {
        const hold = await json("POST", "/masking/legal-holds", { ...held, reason: "Case 1" });
        assert.equal(hold.reason, "Case 1");
        const refused = await erase();
        assert.deepEqual([refused.status, (await refused.json()).code], [409, "legal_hold"]);
        assert.deepEqual((await json("GET", "/masking/legal-holds")).legal_holds, [hold]);
        const lifted = await service("DELETE", `/masking/legal-holds/${hold.id}`);
        assert.equal(lifted.status, 204);
      }
      assert.equal(
        (await json("DELETE", `/masking/legal-holds/${crypto.randomUUID()}`)).code,
        "legal_hold_not_found",
      );
      const unknown = { user_id: crypto.randomUUID() };
      assert.equal(
        (await json("POST", "/masking/legal-holds", unknown)).code,
        "validation_failed",
      );
      const actions = (await json("GET", `/masking/audit?subject=${pair.id}`)).audit;
      assert.deepEqual(
        actions.slice(0, 2).map(({ action }: { action: string }) => action),
        ["lift_legal_hold", "place_legal_hold"],
      );
    });

    await t.step("is erased here at once, with a receipt", async () => {
      assert.ok((await tracesOf(sql, keys, CAS, texts)).length > 4);
      const receipt = await json("POST", "/masking/people/erase", { phone: CAS });
      assert.deepEqual(receipt.erased, {
        conversations: 2,
        messages: 2,
        // Its own texts to Ana, and to Ana and Ben; those of Ana and Ben to Cas.
        forwards: 5,
        phone_numbers: 0,
        calls: 0,
        rate_limits: 1,
      });
      // Two texts of Cas, and each of the five forwards.
      assert.equal(receipt.carrier_deletions_queued, 7);
      assert.match(receipt.id, /^[0-9a-f-]{36}$/);
      assert.ok(!JSON.stringify(receipt).includes(CAS.slice(1)));
      assert.deepEqual(await tracesOf(sql, keys, CAS, texts), []);
    });

    await t.step("and at the carrier as soon as it can be", async () => {
      await stack.faults({ refuse_delete: 1 });
      assert.deepEqual([(await sweep()).deleted, (await sweep()).deleted], [7, 0]);
      assert.equal((await atCarrier(CAS, texts)).length, 7);
      assert.equal((await json("GET", "/masking/health")).carrier_deletions_waiting, 7);
      await stack.faults({});
      await makeDue();
      assert.equal((await sweep()).deleted, 7);
      assert.deepEqual(await atCarrier(CAS, texts), []);
      assert.equal((await sql`select from public.carrier_deletions`).length, 0);
      // What the others said to each other stays.
      assert.equal((await atCarrier(BEN, [])).length, 1);
    });

    await t.step("closes what only two had, and goes on for three", async () => {
      const closed = await json("GET", `/masking/conversations/${pair.id}`);
      assert.deepEqual(
        [closed.status, closed.closed_reason, closed.participants.length],
        ["closed", "erased", 1],
      );
      const reopened = await service("PATCH", `/masking/conversations/${pair.id}`, {
        status: "active",
      });
      assert.equal((await reopened.json()).code, "conversation_closed");
      const open = await json("GET", `/masking/conversations/${three.id}`);
      assert.deepEqual([open.status, open.participants.length], ["active", 2]);
      await say(ana.phone, anaInThree.proxy_number, "are you there");
      await until(
        "the others still hear each other",
        async () => (await stack.arrived(BEN)).some(({ body }) => body === "are you there"),
      );
    });

    await t.step("lets a late text reach nobody", async () => {
      const before = [await stack.arrived(ana.phone), await stack.arrived(BEN)];
      await say(CAS, casInThree.proxy_number, "late to both");
      await stack.arrivals(CAS, 3);
      await stack.idle();
      assert.deepEqual([await stack.arrived(ana.phone), await stack.arrived(BEN)], before);
      // What came of it goes with another erasure, also the automatic answer, of which the database knows nothing.
      await json("POST", "/masking/people/erase", { phone: CAS });
      await sweep();
      assert.deepEqual(await tracesOf(sql, keys, CAS, texts), []);
      assert.deepEqual(await atCarrier(CAS, texts), []);
    });

    await t.step("keeps of somebody who said STOP that alone", async () => {
      const { participants } = await create({ phone: DAN }, { phone: BEN });
      await stack.text(DAN, participants[0].proxy_number, "STOP");
      await until("it is heard", async () => (await sql`select from public.sms_opt_outs`).length);
      await stack.settled();
      await json("POST", "/masking/people/erase", { phone: DAN });
      await sweep();
      assert.deepEqual(await tracesOf(sql, keys, DAN, []), ["public.sms_opt_outs: the hash"]);
      assert.deepEqual(await atCarrier(DAN, []), []);
      const again = await create({ phone: DAN }, { phone: BEN });
      const posted = await json("POST", `/masking/conversations/${again.id}/messages`, {
        body: "hello again",
      });
      assert.deepEqual(
        posted.forwards.map(({ status }: { status: string }) => status).toSorted(),
        ["sending", "suppressed"],
      );
    });

    await t.step("of a user goes with the user's number", async () => {
      const receipt = await json("POST", "/masking/people/erase", { user_id: ana.id });
      assert.deepEqual([receipt.erased.conversations, receipt.erased.phone_numbers], [2, 1]);
      assert.deepEqual(await tracesOf(sql, keys, ana.phone, ["are you there"]), []);
      const rows = await sql`
        select from public.phone_conversation_participants where user_id = ${ana.id}`;
      assert.equal(rows.length, 0);
    });
  } finally {
    await stack.stop();
  }
});
