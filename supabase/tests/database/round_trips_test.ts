import assert from "node:assert/strict";
import { connect } from "../../functions/_shared/db/connect.ts";
import type { Claim } from "../../functions/_shared/delivery/claim.ts";
import { recordSend } from "../../functions/_shared/delivery/record_send.ts";
import { recordStatus } from "../../functions/_shared/delivery/record_status.ts";
import { settleAsk } from "../../functions/_shared/policy/settle_ask.ts";
import { settleStranger } from "../../functions/_shared/strangers/settle_stranger.ts";
import { type Received, receiveMessage } from "../../functions/_shared/routing/receive_message.ts";
import type { CallWebhook } from "../../functions/_shared/carrier/voice_carrier.ts";
import { fakeDeps } from "../../functions/_shared/fake_deps.ts";
import type { E164 } from "../../functions/_shared/phone/e164.ts";
import { createHandler } from "../../functions/voice-webhook/handler.ts";
import { countRoundTrips } from "../support/count_round_trips.ts";
import { createConversation, importNumbers, person, reachable } from "../support/people.ts";
import { createTestDatabase } from "../support/test_database.ts";

Deno.test("A text costs one round trip to Postgres before the answer, one after it, and one for its status", async () => {
  const db = await createTestDatabase();
  const proxy = countRoundTrips(db.functionsUrl);
  const sql = connect(proxy.url);
  const deps = { sql, env: { BODY_RETENTION_DAYS: 30 } };
  try {
    await importNumbers(db.sql, 1);
    const conversation = await createConversation(db.sql, [person("Ana"), person("Ben")]);
    // Connecting has trips of its own.
    await sql`select 1`;

    let received: Received | undefined;
    const text = {
      toNumber: conversation.masked_number!,
      fromHash: "hash of Ana",
      fromEncrypted: null,
      providerSid: "SM1",
      // What has to be quoted is.
      bodyEncrypted: `it's \\ "quoted" $1 ünï 😀`,
      media: [],
      segments: 1,
      keyword: null,
      notice: null,
      maxPerHour: 10,
    };
    assert.equal(
      await proxy.during(async () => received = await receiveMessage(sql, text)),
      1,
    );
    assert.equal(received!.outcome, "forwarded");
    const [claim] = received!.claims;
    assert.equal(claim!.body_encrypted, text.bodyEncrypted);

    const decision = {
      result: "sent" as const,
      providerSids: ["SM2"],
      errorCode: null,
      nextAttemptAt: null,
    };
    assert.equal(await proxy.during(() => recordSend(deps, claim!, decision, null)), 1);
    const status = { sid: "SM2", status: "delivered" as const, code: null };
    assert.equal(
      await proxy.during(() => recordStatus(deps, claim!.forward_id, status, null)),
      1,
    );
    const [forward] = await db.sql`select status, provider_sid from public.sms_forwards`;
    assert.deepEqual({ ...forward }, { status: "delivered", provider_sid: "SM2" });

    // A policy hook costs one more, for what it decides.
    assert.equal(
      await proxy.during(async () =>
        received = await receiveMessage(sql, { ...text, providerSid: "SM3", asksPolicy: true })
      ),
      1,
    );
    assert.equal(received!.claims.length, 0);
    let freed: Claim[] = [];
    assert.equal(
      await proxy.during(async () =>
        freed = await settleAsk(sql, received!.ask!, { state: "allowed" }, null)
      ),
      1,
    );
    assert.equal(freed[0]!.body_encrypted, text.bodyEncrypted);

    // To ask about strangers costs those who are known nothing, and a stranger one more, for what the app says.
    const asking = { ...text, fromEncrypted: "ciphertext", asksStrangers: true };
    for (const [fromHash, outcome] of [["hash of Ana", "forwarded"], ["Eve", "no_conversation"]]) {
      const inbound = { ...asking, fromHash: fromHash!, providerSid: `SM of ${fromHash}` };
      assert.equal(
        await proxy.during(async () => received = await receiveMessage(sql, inbound)),
        1,
      );
      assert.equal(received!.outcome, outcome);
    }
    assert.equal(
      await proxy.during(() =>
        settleStranger(sql, received!.stranger!, { action: "ignore" }, false)
      ),
      1,
    );
  } finally {
    await sql.end();
    proxy.stop();
    await db.stop();
  }
});

Deno.test("Each webhook of a call costs one round trip to Postgres", async () => {
  const db = await createTestDatabase();
  const proxy = countRoundTrips(db.functionsUrl);
  const sql = connect(proxy.url);
  const [ana, ben] = ["+14155550151" as E164, "+14155550152" as E164];
  let webhook: CallWebhook;
  const fake = await fakeDeps({
    // Of somebody who is known nobody is asked.
    settings: {
      STRANGERS_WEBHOOK_URL: "http://127.0.0.1:9",
      STRANGERS_WEBHOOK_SECRET: `whsec_${btoa("k".repeat(32))}`,
    },
    voice: {
      readCall: () => Promise.resolve(webhook),
      answer: (steps) => Promise.resolve(Response.json(steps)),
    },
  });
  const handler = createHandler({ ...fake.deps, sql });
  const trips = async (path: string, more: Partial<CallWebhook> = {}) => {
    webhook = {
      sid: "CA1",
      from: ana,
      to: "+14155550100",
      status: "ringing",
      durationSeconds: null,
      digits: "",
      dialed: null,
      recording: null,
      ...more,
    };
    let status = 0;
    const request = new Request(`http://x/voice-webhook${path}`, { method: "POST", body: "x" });
    const count = await proxy.during(async () => status = (await handler(request)).status);
    return [count, status];
  };
  try {
    await importNumbers(db.sql, 1);
    const people = await Promise.all([ana, ben].map((phone) => reachable(fake.keys, phone)));
    await createConversation(db.sql, people, { mode: "voice" });
    await sql`select 1`;

    assert.deepEqual(await trips(""), [1, 200]);
    const [leg] = await db
      .sql`select id, parent_id from public.phone_calls where parent_id is not null`;
    const dialed = { sid: "CA2", status: "completed" as const, durationSeconds: 1 };
    const [here, parent] = [`?call=${leg!.id}`, `?call=${leg!.parent_id}`];
    assert.deepEqual(await trips(`/status${here}`, { sid: "CA2" }), [1, 204]);
    assert.deepEqual(await trips(`/answered${here}`, { sid: "CA2" }), [1, 200]);
    assert.deepEqual(await trips(`/accepted${here}`, { sid: "CA2", digits: "1" }), [1, 200]);
    assert.deepEqual(await trips(`/dialed${parent}`, { dialed }), [1, 200]);
    assert.deepEqual(await trips("/status", { status: "completed" }), [1, 204]);
    const ends = await db.sql`select status from public.phone_calls`;
    assert.deepEqual(ends.map((row) => row.status), ["completed", "completed"]);
  } finally {
    await sql.end();
    proxy.stop();
    await db.stop();
  }
});
