import assert from "node:assert/strict";
import type { Carrier, OutboundText, SendResult, SentText } from "../carrier/carrier.ts";
import { fakeSql } from "../db/fake_sql.ts";
import { encrypt } from "../privacy/encrypt.ts";
import { createKeyRing } from "../privacy/key_ring.ts";
import type { Claim } from "./claim.ts";
import { deliver } from "./deliver.ts";

const keys = await createKeyRing({ current: "k".repeat(32) });
const claim = async (more: Partial<Claim> = {}): Promise<Claim> => ({
  forward_id: crypto.randomUUID(),
  conversation_id: crypto.randomUUID(),
  attempt: 1,
  reconcile: false,
  wait_ms: 0,
  to_encrypted: await encrypt(keys, "phone", "+14155550102"),
  from: "+14155550110",
  body_encrypted: await encrypt(keys, "body", "  as it was 👋 "),
  prefix: "",
  part: 1,
  parts: 1,
  guard: null,
  media_count: 0,
  created_at: new Date().toISOString(),
  give_up_at: new Date(Date.now() + 86_400_000).toISOString(),
  ...more,
});

/** Delivery with a carrier that answers as told, and a database that remembers what it was told. */
function setUp(
  options: {
    send?: SendResult;
    found?: string[] | Error;
    next?: Claim[][];
    kept?: { verdict: string; body_encrypted: string | null };
    databaseFails?: boolean;
    optedOut?: boolean;
    quietUntil?: Date;
  } = {},
) {
  const sent: OutboundText[] = [];
  const asked: SentText[] = [];
  const next = [...options.next ?? []];
  const carrier = {
    send(text) {
      sent.push(text);
      return Promise.resolve(
        options.send ?? { kind: "accepted", sid: `SM${sent.length}`, status: "queued" },
      );
    },
    findSent(text) {
      asked.push(text);
      return options.found instanceof Error
        ? Promise.reject(options.found)
        : Promise.resolve(options.found ?? []);
    },
  } as Partial<Carrier> as Carrier;
  const { sql, calls } = fakeSql(({ text }) => {
    if (options.databaseFails) return new Error("down");
    if (text.includes("recipient_opted_out")) return [{ opted_out: options.optedOut ?? false }];
    return [
      text.includes("settle_guard") ? { kept: options.kept } : { claims: next.shift() ?? [] },
    ];
  });
  const recorded = () => calls.filter(({ text }) => text.includes("record_send"));
  const deps = {
    env: { BODY_RETENTION_DAYS: 30 },
    sql,
    carrier,
    keys: () => Promise.resolve(keys),
    log: () => {},
    publicFunctionsUrl: "https://p.example.com/functions/v1",
    quietUntil: () => Promise.resolve(options.quietUntil ?? null),
  };
  return {
    deps,
    sent,
    asked,
    recorded,
    results: () =>
      recorded().map(({ text }) => [
        /result => '(\w+)'/.exec(text)?.[1],
        JSON.parse(/provider_sids => '(\[.*?\])'/.exec(text)![1]!),
      ]),
    notices: () => recorded().map(({ text }) => !text.includes("notice_encrypted => null")),
  };
}

Deno.test("deliver() sends the text as it was, from the proxy number, with a callback for its forward", async () => {
  const { deps, sent, results } = setUp();
  const one = await claim();
  assert.equal(await deliver(deps, [one], "request"), 1);
  assert.deepEqual(sent, [{
    to: "+14155550102",
    from: "+14155550110",
    body: "  as it was 👋 ",
    statusCallback:
      `https://p.example.com/functions/v1/sms-webhook/status?forward=${one.forward_id}`,
  }]);
  assert.deepEqual(results(), [["sent", ["SM1"]]]);
});

Deno.test("deliver() sends the part that is claimed, behind the label, and looks for the same", async () => {
  const { deps, sent, asked } = setUp();
  const long = {
    prefix: "Driver: ",
    parts: 2,
    body_encrypted: await encrypt(keys, "body", `${"one ".repeat(200)}${"two ".repeat(200)}`),
  };
  await deliver(deps, [
    await claim({ ...long, part: 1 }),
    await claim({ ...long, part: 2, reconcile: true }),
  ], "request");
  const parts = [`Driver: ${"one ".repeat(200)}`, `Driver: ${"two ".repeat(200)}`];
  assert.deepEqual(sent.map(({ body }) => body), parts);
  assert.deepEqual(asked.map(({ body }) => body), [parts[1]]);
});

Deno.test("deliver() goes on with what a send sets free", async () => {
  const { deps, sent } = setUp({ next: [[await claim(), await claim()], [await claim()]] });
  assert.equal(await deliver(deps, [await claim()], "request"), 4);
  assert.equal(sent.length, 4);
});

Deno.test("deliver() does not send what it finds at the carrier", async () => {
  const { deps, sent, results } = setUp({ found: ["SMfound", "SMother"] });
  await deliver(deps, [await claim({ reconcile: true })], "request");
  assert.deepEqual([sent.length, results()], [0, [["sent", ["SMfound", "SMother"]]]]);
});

Deno.test("deliver() sends what it looked for and did not find, and nothing when it could not look", async () => {
  const missing = setUp({ found: [] });
  await deliver(missing.deps, [await claim({ reconcile: true })], "request");
  assert.equal(missing.sent.length, 1);
  const unasked = setUp({ found: new Error("timeout") });
  await deliver(unasked.deps, [await claim({ reconcile: true })], "request");
  assert.deepEqual([unasked.sent.length, unasked.results()], [0, [["unknown", []]]]);
});

Deno.test("deliver() has a notice for the sender only when a text failed", async () => {
  const refused = { kind: "refused", code: "21614", retry: "never", optedOut: false } as const;
  const failed = setUp({ send: refused });
  await deliver(failed.deps, [await claim()], "request");
  assert.deepEqual([failed.results(), failed.notices()], [[["failed", []]], [true]]);
  const later = setUp({ send: { ...refused, retry: "later" } });
  await deliver(later.deps, [await claim()], "request");
  assert.deepEqual(later.notices(), [false]);
});

Deno.test("deliver() says that an attachment is missing", async () => {
  const { deps, sent } = setUp();
  await deliver(deps, [
    await claim({ media_count: 1 }),
    await claim({ media_count: 1, body_encrypted: await encrypt(keys, "body", "") }),
  ], "request");
  assert.deepEqual(sent.map(({ body }) => body.split("\n").length).toSorted(), [1, 2]);
  assert.ok(sent.every(({ body }) => body.endsWith("(An attachment could not be delivered.)")));
});

Deno.test("deliver() leaves to the lease what it cannot record, and tries again what it cannot decrypt", async () => {
  const { deps } = setUp({ databaseFails: true });
  assert.equal(await deliver(deps, [await claim()], "request"), 1);
  const broken = setUp();
  await deliver(broken.deps, [await claim({ to_encrypted: "v1.x.y.z" })], "request");
  await deliver(
    broken.deps,
    [await claim({ to_encrypted: "v1.x.y.z", reconcile: true })],
    "request",
  );
  assert.deepEqual([broken.sent.length, broken.results()], [0, [["retry", []], ["unknown", []]]]);
});

Deno.test("deliver() sends of a guarded text what the verdict leaves, and nothing without a verdict", async () => {
  const guarded = await claim({
    guard: {
      message_id: crypto.randomUUID(),
      policy: "redact",
      names_participant: false,
      earlier_encrypted: [],
    },
  });
  const redacted = setUp({
    kept: { verdict: "redacted", body_encrypted: await encrypt(keys, "body", "without") },
  });
  await deliver(redacted.deps, [guarded], "request");
  assert.deepEqual(redacted.sent.map(({ body }) => body), ["without"]);
  const blocked = setUp({ kept: { verdict: "blocked", body_encrypted: null } });
  await deliver(blocked.deps, [guarded], "request");
  assert.deepEqual([blocked.sent, blocked.results()], [[], [["blocked", []]]]);
  const unjudged = setUp({ databaseFails: true });
  await deliver(unjudged.deps, [guarded], "request");
  assert.deepEqual(unjudged.sent, []);
});

Deno.test("deliver() puts off what would come in quiet hours, and looks for what may have been sent all the same", async () => {
  const quietUntil = new Date("2026-05-01T08:00:00Z");
  const quiet = setUp({ quietUntil });
  await deliver(quiet.deps, [await claim()], "request");
  assert.deepEqual([quiet.sent.length, quiet.results()], [0, [["deferred", []]]]);
  assert.match(quiet.recorded()[0]!.text, /next_attempt_at => '2026-05-01T08:00:00.000Z'/);
  const found = setUp({ quietUntil, found: ["SMfound"] });
  await deliver(found.deps, [await claim({ reconcile: true })], "request");
  assert.deepEqual([found.sent.length, found.results()], [0, [["sent", ["SMfound"]]]]);
});

Deno.test("deliver() withholds what its recipient has opted out of while it waited or was looked for", async () => {
  const { deps, sent, results, notices } = setUp({ optedOut: true });
  await deliver(deps, [await claim({ wait_ms: 1 }), await claim({ reconcile: true })], "request");
  assert.deepEqual([sent.length, results()], [0, [["withheld", []], ["withheld", []]]]);
  assert.deepEqual(notices(), [false, false]);
});

Deno.test("deliver() has a notice for the others when the carrier says that somebody has opted out", async () => {
  const { deps, results, notices } = setUp({
    send: { kind: "refused", code: "21610", retry: "never", optedOut: true },
  });
  await deliver(deps, [await claim()], "request");
  assert.deepEqual([results(), notices()], [[["suppressed", []]], [true]]);
});
