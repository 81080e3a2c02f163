import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { startTestStack } from "../support/test_stack.ts";

const [ANA, BEN] = ["+14155550151", "+14155550152"] as const;

Deno.test("A retention of 0 days everywhere", async (t) => {
  const stack = await startTestStack({
    BODY_RETENTION_DAYS: "0",
    CARRIER_RETENTION_DAYS: "0",
    CONVERSATION_RETENTION_DAYS: "0",
    AUDIT_RETENTION_DAYS: "100",
    CONVERSATION_COOLDOWN_SECONDS: "0",
  });
  const { service, sql, status } = stack;
  const json = async (method: string, path: string, body?: unknown) =>
    await (await service(method, path, body)).json();
  const sweep = () => json("POST", "/expire-conversations");
  const atCarrier = async () => {
    const response = await fetch(`${status.simulator_url}/simulator/messages`);
    return (await response.json()).messages.length;
  };
  try {
    const { id, participants } = await json("POST", "/masking/conversations", {
      participants: [{ phone: ANA }, { phone: BEN }],
    });
    const [ana] = participants;

    await t.step(
      "drops rows of the audit that are older than it is kept, and no others",
      async () => {
        await sql`
        insert into public.access_audit (at, actor, action)
        values (now() - interval '99 days', 'system', 'kept'), (now() - interval '101 days', 'system', 'old')`;
        assert.equal((await sweep()).pruned, 1);
        const rows =
          await sql`select action from public.access_audit where action in ('kept', 'old')`;
        assert.deepEqual(rows.map((row) => row.action), ["kept"]);
      },
    );

    await t.step("drops a text as soon as it has been sent, without a sweep", async () => {
      await stack.text(ANA, ana.proxy_number, "sent and forgotten");
      assert.equal((await stack.arrivals(BEN, 1))[0]!.body, "sent and forgotten");
      await until("it is gone", async () => {
        const rows = await sql`
          select from public.sms_messages where conversation_id = ${id} and body_encrypted is null`;
        return rows.length === 1;
      });
    });

    await t.step("keeps it for as long as the carrier does not take it", async () => {
      await stack.faults({ rate_limit: 1 });
      await stack.text(ANA, ana.proxy_number, "not taken yet");
      await until("it was refused", async () => {
        const rows = await sql`select from public.sms_forwards where error_code = '20429'`;
        return rows.length === 1;
      });
      assert.equal((await sweep()).redacted, 0);
      await stack.faults({});
      await sql`update public.sms_forwards set next_attempt_at = now() where status = 'queued'`;
      await sweep();
      assert.equal((await stack.arrivals(BEN, 2))[1]!.body, "not taken yet");
      const { messages } = await json("GET", `/masking/conversations/${id}/messages`);
      assert.deepEqual(messages.map(({ body }: { body: null }) => body), [null, null]);
    });

    await t.step("deletes the carrier's copies once they are delivered", async () => {
      await until("the carrier has none", async () => {
        await sweep();
        return await atCarrier() === 0;
      });
      assert.equal((await sql`select from public.carrier_deletions`).length, 0);
      const rows = await sql`select status from public.sms_forwards`;
      assert.deepEqual(rows.map((row) => row.status), ["delivered", "delivered"]);
    });

    await t.step("drops the numbers of an ended conversation once they are released", async () => {
      assert.equal((await sweep()).dropped, 0);
      await service("DELETE", `/masking/conversations/${id}`);
      assert.equal((await sweep()).dropped, 1);
      const seats = await sql`select phone_encrypted from public.phone_conversation_participants`;
      assert.deepEqual(seats.map((seat) => seat.phone_encrypted), [null, null]);
      const again = await json("POST", "/masking/conversations", {
        participants: [{ phone: ANA }, { phone: BEN }],
      });
      assert.equal(again.masked_number, ana.proxy_number);
    });
  } finally {
    await stack.stop();
  }
});
