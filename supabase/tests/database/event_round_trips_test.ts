import assert from "node:assert/strict";
import type { CarrierWebhook } from "../../functions/_shared/carrier/carrier.ts";
import { connect } from "../../functions/_shared/db/connect.ts";
import { tellAfterwards } from "../../functions/_shared/events/tell_afterwards.ts";
import { fakeDeps } from "../../functions/_shared/fake_deps.ts";
import type { E164 } from "../../functions/_shared/phone/e164.ts";
import { createHandler } from "../../functions/sms-webhook/handler.ts";
import { countRoundTrips } from "../support/count_round_trips.ts";
import { startEventReceiver } from "../support/event_receiver.ts";
import { createConversation, importNumbers, reachable } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("Events cost a text no round trip: theirs come after those of the text", async () => {
  const db = await createTestDatabase();
  const receiver = startEventReceiver();
  const proxy = countRoundTrips(db.functionsUrl);
  const sql = connect(proxy.url);
  const [ana, ben] = ["+14155550151" as E164, "+14155550152" as E164];
  const happened: string[] = [];
  let to = "";
  const webhook = (sid: string) =>
    ({ kind: "text", from: ana, to, body: "hello", sid, mediaUrls: [] }) as unknown as
      & CarrierWebhook
      & { kind: "text" };
  let sid = "SM1";
  const fake = await fakeDeps({
    settings: receiver.settings,
    carrier: {
      readWebhook: () => Promise.resolve(webhook(sid)),
      send: () => {
        happened.push("sent");
        return Promise.resolve({ kind: "accepted", sid: `${sid}out`, status: "queued" });
      },
    },
  });
  receiver.answersWith(({ type }) => {
    happened.push(type);
    return new Response();
  });
  /** Round trips until the answer, and those of all that follows. */
  const trips = async (tells: boolean) => {
    const work: Promise<unknown>[] = [];
    const env = tells ? fake.deps.env : { ...fake.deps.env, EVENTS_WEBHOOK_URL: undefined };
    const deps = { ...fake.deps, env, sql };
    const background = tellAfterwards(deps, (promise) => void work.push(promise));
    const handler = createHandler({ ...deps, background });
    const request = new Request("http://x/sms-webhook", { method: "POST", body: "x" });
    let status = 0;
    const all = await proxy.during(async () => {
      status = (await handler(request)).status;
      await Promise.all(work);
    });
    assert.equal(status, 200);
    return all;
  };
  try {
    await importNumbers(db.sql, 1);
    const people = await Promise.all([ana, ben].map((phone) => reachable(fake.keys, phone)));
    to = (await createConversation(db.sql, people)).masked_number!;
    await sql`select 1`;

    // One before the answer, one after the carrier took it.
    assert.equal(await trips(false), 2);
    assert.equal((await db.sql`select from public.outgoing_events`).length, 0);

    await db.sql`select masking.switch_events(true)`;
    sid = "SM2";
    happened.length = 0;
    // Two more for the event: its claim, and what became of it.
    assert.equal(await trips(true), 4);
    assert.deepEqual(happened, ["sent", "message.relayed"]);
  } finally {
    await sql.end();
    await receiver.stop();
    proxy.stop();
    await db.stop();
  }
});
