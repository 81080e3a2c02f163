import assert from "node:assert/strict";
import type {
  Carrier,
  FetchedMedia,
  OutboundText,
  SendResult,
  SentText,
} from "../carrier/carrier.ts";
import { fakeCarriers } from "../carrier/fake_carriers.ts";
import { fakeSql } from "../db/fake_sql.ts";
import type { MediaItem } from "../media/media_item.ts";
import type { MediaStore } from "../media/media_store.ts";
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
  provider: "twilio",
  sent_from: [{ number: "+14155550110", provider: "twilio" }],
  body_encrypted: await encrypt(keys, "body", "  as it was 👋 "),
  prefix: "",
  part: 1,
  parts: 1,
  guard: null,
  media: null,
  is_answer: false,
  created_at: new Date().toISOString(),
  give_up_at: new Date(Date.now() + 86_400_000).toISOString(),
  ...more,
});

/** The smallest picture there is: one pixel. */
const GIF = Uint8Array.from(
  atob("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs="),
  (char) => char.charCodeAt(0),
);

const MESSAGE_ID = "11111111-2222-4333-8444-555555555555";

/** A claim of a text with a picture that the carrier still has. */
const withPicture = async (more: Partial<Claim> = {}, items?: MediaItem[]) =>
  await claim({
    media: {
      message_id: MESSAGE_ID,
      mms: true,
      provider: "twilio",
      language: null,
      part: 1,
      parts: 1,
      items: items ??
        [{ url_encrypted: await encrypt(keys, "media", "https://carrier.example.com/1") }],
    },
    ...more,
  });

/** Delivery with a carrier that answers as told, and a database that remembers what it was told. */
function setUp(
  options: {
    send?: SendResult;
    found?: string[] | Error;
    foundFrom?: string;
    next?: Claim[][];
    kept?: { verdict: string; body_encrypted: string | null };
    databaseFails?: boolean;
    optedOut?: boolean;
    fetched?: FetchedMedia;
    storeFails?: boolean;
    quietUntil?: Date;
  } = {},
) {
  options.foundFrom ??= "+14155550110";
  const sent: OutboundText[] = [];
  const stored: string[] = [];
  const looked: SentText[] = [];
  const next = [...options.next ?? []];
  const carrier: Partial<Carrier> = {
    send(text) {
      sent.push(text);
      return Promise.resolve(
        options.send ?? { kind: "accepted", sid: `SM${sent.length}`, status: "queued" },
      );
    },
    findSent(text) {
      looked.push(text);
      return options.found instanceof Error
        ? Promise.reject(options.found)
        : Promise.resolve(text.from === options.foundFrom ? options.found ?? [] : []);
    },
    fetchMedia: () => Promise.resolve(options.fetched ?? { kind: "fetched", bytes: GIF }),
    takesMedia: (to) => Promise.resolve(!to.startsWith("+1876")),
  };
  const { sql, calls } = fakeSql(({ text, values }) => {
    if (options.databaseFails) return new Error("down");
    if (text.includes("settle_media")) return [{ kept: values[1] }];
    if (text.includes("recipient_opted_out")) return [{ opted_out: options.optedOut ?? false }];
    return [
      text.includes("settle_guard") ? { kept: options.kept } : { claims: next.shift() ?? [] },
    ];
  });
  const recorded = () => calls.filter(({ text }) => text.includes("record_send"));
  const deps = {
    env: { BODY_RETENTION_DAYS: 30, VOICE_LANGUAGE: "en-US" as const },
    sql,
    carriers: fakeCarriers(carrier),
    media: {
      policy: { maxBytes: 1_000, uncleaned: "drop" },
      put(path) {
        stored.push(path);
        return Promise.resolve();
      },
      sign: (paths) =>
        options.storeFails
          ? Promise.reject(new Error("down"))
          : Promise.resolve(paths.map((path) => `https://store.example.com/${path}?token`)),
      remove: () => Promise.resolve(),
      inTurn: (_signal, work) => work(),
    } satisfies MediaStore as MediaStore,
    keys: () => Promise.resolve(keys),
    log: () => {},
    publicFunctionsUrl: "https://p.example.com/functions/v1",
    quietUntil: () => Promise.resolve(options.quietUntil ?? null),
  };
  return {
    deps,
    sent,
    stored,
    looked,
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
  const { deps, sent, looked } = setUp();
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
  assert.deepEqual(sent.map(({ body }) => body).sort(), parts);
  assert.deepEqual(looked.map(({ body }) => body), [parts[1]]);
});

Deno.test("deliver() sends a part for the files alone without the words, behind the label", async () => {
  const { deps, sent } = setUp({ fetched: { kind: "fetched", bytes: GIF } });
  await deliver(deps, [await withPicture({ prefix: "Driver: ", part: 2, parts: 1 })], "request");
  assert.deepEqual(sent.map(({ body, mediaUrls }) => [body, mediaUrls?.length]), [["Driver: ", 1]]);
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

Deno.test("deliver() looks under every number that a text may have been sent from", async () => {
  const { deps, sent, results } = setUp({ found: ["SMold"], foundFrom: "+14155550111" });
  const moved = await claim({
    reconcile: true,
    sent_from: ["+14155550110", "+14155550111"].map((number) => ({ number, provider: "twilio" })),
  });
  await deliver(deps, [moved], "request");
  assert.deepEqual([sent.length, results()], [0, [["sent", ["SMold"]]]]);
});

Deno.test("deliver() sends what it looked for and did not find, and nothing when it could not look", async () => {
  const missing = setUp({ found: [] });
  await deliver(missing.deps, [await claim({ reconcile: true })], "request");
  assert.equal(missing.sent.length, 1);
  const unlooked = setUp({ found: new Error("timeout") });
  await deliver(unlooked.deps, [await claim({ reconcile: true })], "request");
  assert.deepEqual([unlooked.sent.length, unlooked.results()], [0, [["unknown", []]]]);
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

Deno.test("deliver() stores a picture and offers the carrier a link of ours", async () => {
  const { deps, sent, stored, results } = setUp();
  await deliver(deps, [await withPicture()], "request");
  assert.deepEqual(stored, [`${MESSAGE_ID}/0`]);
  assert.deepEqual(sent.map(({ body, mediaUrls }) => [body, mediaUrls]), [[
    "  as it was 👋 ",
    [`https://store.example.com/${MESSAGE_ID}/0?token`],
  ]]);
  assert.deepEqual(results(), [["sent", ["SM1"]]]);
});

Deno.test("deliver() goes on with a picture that was stored before", async () => {
  const { deps, sent, stored } = setUp();
  const settled = [{ content_type: "image/gif", size: 35 }];
  await deliver(deps, [await withPicture({}, settled)], "request");
  assert.deepEqual([stored, sent[0]!.mediaUrls?.length], [[], 1]);
});

Deno.test("deliver() says that an attachment is missing", async () => {
  const { deps, sent } = setUp({ fetched: { kind: "refused", code: "too_large" } });
  await deliver(deps, [
    await withPicture(),
    await withPicture({ body_encrypted: await encrypt(keys, "body", "") }),
  ], "request");
  assert.deepEqual(sent.map(({ body }) => body.split("\n").length).toSorted(), [1, 2]);
  assert.ok(sent.every(({ body }) => body.endsWith("(An attachment could not be delivered.)")));
  assert.ok(sent.every(({ mediaUrls }) => mediaUrls === undefined));
});

Deno.test("deliver() tries three times to get a picture, then sends the text without it", async () => {
  const { deps, sent, results } = setUp({ fetched: { kind: "unreachable", code: "TimeoutError" } });
  await deliver(deps, [await withPicture({ attempt: 2 })], "request");
  assert.deepEqual([sent.length, results()], [0, [["retry", []]]]);
  await deliver(deps, [await withPicture({ attempt: 3 })], "request");
  assert.match(sent[0]!.body, /^ {2}as it was 👋 \n\(An attachment/);
});

Deno.test("deliver() texts a link where the number, the recipient or the store cannot do better", async () => {
  const link =
    /^ {2}as it was 👋 \nhttps:\/\/p\.example\.com\/functions\/v1\/masking\/media\/[\w-]{61}$/;
  const { deps, sent } = setUp();
  const jamaican = await encrypt(keys, "phone", "+18765550102");
  const number = await withPicture();
  await deliver(deps, [await withPicture({ to_encrypted: jamaican })], "request");
  await deliver(deps, [{ ...number, media: { ...number.media!, mms: false } }], "request");
  const broken = setUp({ storeFails: true });
  await deliver(broken.deps, [await withPicture()], "request");
  for (const { body, mediaUrls } of [...sent, ...broken.sent]) {
    assert.match(body, link);
    assert.equal(mediaUrls, undefined);
  }
  assert.equal(sent.length + broken.sent.length, 3);
});

Deno.test("deliver() looks for a text with a picture as it was, and for one with a link in its place", async () => {
  const { deps, sent, looked, results } = setUp({ found: [] });
  const settled = [{ content_type: "image/gif", size: 35 }];
  await deliver(deps, [await withPicture({ reconcile: true }, settled)], "request");
  assert.deepEqual(looked.map(({ mediaCount }) => mediaCount), [1, 0]);
  assert.match(looked[1]!.body, /\/masking\/media\//);
  assert.deepEqual([sent.length, results()], [1, [["sent", ["SM1"]]]]);
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

Deno.test("deliver() keeps what a carrier without credentials would have to send", async () => {
  const { deps, sent, results, recorded } = setUp();
  await deliver(deps, [await claim({ provider: "plivo" })], "request");
  await deliver(deps, [await claim({ provider: "bandwidth", reconcile: true })], "request");
  assert.deepEqual([sent.length, results()], [0, [["retry", []], ["unknown", []]]]);
  for (const { text } of recorded()) assert.match(text, /error_code => 'CARRIER_NOT_CONFIGURED'/);
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
  const answer = setUp({ quietUntil });
  await deliver(answer.deps, [await claim({ is_answer: true })], "request");
  assert.equal(answer.sent.length, 1);
  const found = setUp({ quietUntil, found: ["SMfound"] });
  await deliver(found.deps, [await claim({ reconcile: true })], "request");
  assert.deepEqual([found.sent.length, found.results()], [0, [["sent", ["SMfound"]]]]);
});

Deno.test("deliver() withholds what its recipient has opted out of while it waited, was looked for or had its picture fetched", async () => {
  const { deps, sent, results, notices } = setUp({ optedOut: true });
  const claims = [
    await claim({ wait_ms: 1 }),
    await claim({ reconcile: true }),
    await withPicture(),
  ];
  await deliver(deps, claims, "request");
  assert.deepEqual([sent.length, results()], [0, Array(3).fill(["withheld", []])]);
  assert.deepEqual(notices(), [false, false, false]);
});

Deno.test("deliver() has a notice for the others when the carrier says that somebody has opted out", async () => {
  const { deps, results, notices } = setUp({
    send: { kind: "refused", code: "21610", retry: "never", optedOut: true },
  });
  await deliver(deps, [await claim()], "request");
  assert.deepEqual([results(), notices()], [[["suppressed", []]], [true]]);
});
