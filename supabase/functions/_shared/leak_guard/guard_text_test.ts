import assert from "node:assert/strict";
import { fakeDeps } from "../fake_deps.ts";
import { decrypt } from "../privacy/decrypt.ts";
import { encrypt } from "../privacy/encrypt.ts";
import { createKeyRing } from "../privacy/key_ring.ts";
import type { Notice } from "../routing/encrypt_notice.ts";
import { guardText } from "./guard_text.ts";
import type { LeakPolicy } from "./judge_text.ts";

/** Judges a text with a database that keeps the verdict it is told, or another that was faster. */
async function judge(
  policy: LeakPolicy,
  text: string,
  options: {
    earlier?: string[];
    kept?: { verdict: string; body_encrypted: string | null };
    names?: boolean;
  } = {},
) {
  const { deps, keys, calls } = await fakeDeps({
    sql: ({ values: [, verdict, body] }) => [{
      kept: options.kept ?? { verdict, body_encrypted: body ?? original },
    }],
  });
  const original = await encrypt(keys, "body", text);
  const earlier_encrypted = await Promise.all([
    ...(options.earlier ?? []).map((body) => encrypt(keys, "body", body)),
    createKeyRing({ current: "z".repeat(32) }).then((old) => encrypt(old, "body", "lost key")),
  ]);
  const guard = { message_id: "m", policy, names_participant: options.names ?? false };
  const relayed = await guardText(deps, { ...guard, earlier_encrypted }, text);
  const [, verdict, body, notice] = calls[0]!.values as [
    string,
    string,
    string,
    Notice | null,
  ];
  return {
    relayed,
    verdict,
    body: body === null ? null : await decrypt(keys, "body", body),
    notice: notice === null ? null : await decrypt(keys, "body", notice.default),
  };
}

Deno.test("guardText() keeps a verdict and relays what that leaves", async () => {
  const leaky = "Call 415-555-0123";
  assert.deepEqual(await judge("redact", "Hello"), {
    relayed: "Hello",
    verdict: "clean",
    body: null,
    notice: null,
  });
  assert.deepEqual(await judge("redact", leaky), {
    relayed: "Call ***",
    verdict: "redacted",
    body: "Call ***",
    notice: null,
  });
  const warned = await judge("warn", leaky);
  assert.deepEqual([warned.relayed, warned.verdict, warned.body], [leaky, "warned", null]);
  assert.match(warned.notice!, /leave phone numbers/);
  const blocked = await judge("block", leaky);
  assert.deepEqual([blocked.relayed, blocked.verdict, blocked.body], [null, "blocked", null]);
  assert.match(blocked.notice!, /not delivered/);
});

Deno.test("guardText() reads the texts before, as far as there is a key for them", async () => {
  assert.equal((await judge("redact", "0123", { earlier: ["415\n555"] })).relayed, "***");
  assert.equal((await judge("redact", "ok 0123", { earlier: ["hi"] })).verdict, "clean");
});

Deno.test("guardText() takes the @label of a participant for no leak, and looks behind it", async () => {
  const names = true;
  assert.equal((await judge("block", "@driver hello", { names })).verdict, "clean");
  assert.equal((await judge("block", "@driver hello")).verdict, "blocked");
  assert.equal((await judge("redact", "415-555-0123 @ driver", { names })).relayed, "*** @ driver");
  assert.equal(
    (await judge("redact", " @driver 415-555-0123, @ana_r", { names })).relayed,
    " @driver ***, ***",
  );
});

Deno.test("guardText() goes by the verdict that was kept, not by its own", async () => {
  const kept = { verdict: "blocked", body_encrypted: null };
  assert.equal((await judge("block", "Hello", { kept })).relayed, null);
});
