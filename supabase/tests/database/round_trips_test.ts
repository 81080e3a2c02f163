import assert from "node:assert/strict";
import { connect } from "../../functions/_shared/db/connect.ts";
import { recordSend } from "../../functions/_shared/delivery/record_send.ts";
import { recordStatus } from "../../functions/_shared/delivery/record_status.ts";
import { type Received, receiveMessage } from "../../functions/_shared/routing/receive_message.ts";
import { countRoundTrips } from "../support/count_round_trips.ts";
import { createConversation, importNumbers, person } from "../support/people.ts";
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
      noticeEncrypted: null,
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
    const status = { sid: "SM2", status: "delivered" as const, code: null, optedOut: false };
    assert.equal(
      await proxy.during(() => recordStatus(deps, claim!.forward_id, status, null)),
      1,
    );
    const [forward] = await db.sql`select status, provider_sid from public.sms_forwards`;
    assert.deepEqual({ ...forward }, { status: "delivered", provider_sid: "SM2" });
  } finally {
    await sql.end();
    proxy.stop();
    await db.stop();
  }
});
