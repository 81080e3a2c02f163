import assert from "node:assert/strict";
import { describeChange, describeSync } from "./describe_sync.ts";
import { readSyncOptions } from "./read_sync_options.ts";
import type { SyncResult } from "./sync_pool.ts";

const NUMBER = "+14155550110";
const clean: SyncResult = {
  applied: false,
  changed: 0,
  failed: 0,
  missing: [],
  drained: [],
  doubt: null,
  notInPool: [],
};

Deno.test("describeChange() names the number and what of it differs", () => {
  const change = { number: NUMBER, action: "import" as const, differs: ["sms_webhook"] };
  assert.equal(
    describeChange(change, "changed"),
    "changed  +14155550110  joins the pool, sms_webhook",
  );
});

Deno.test("describeSync() says what is left to do", () => {
  assert.deepEqual(describeSync(clean), ["The carrier account and the pool agree"]);
  assert.match(describeSync({ ...clean, changed: 2 })[0]!, /2 numbers differ; --apply/);
  const failed = describeSync({ ...clean, applied: true, changed: 1, failed: 1 });
  assert.match(failed.join("\n"), /1 numbers changed, 1 failed\n.*run this again/);
  const lost = { ...clean, missing: [NUMBER] };
  assert.match(describeSync(lost)[1]!, /--apply drains it/);
  assert.match(describeSync({ ...lost, applied: true, drained: [NUMBER] })[1]!, /: drained/);
  assert.match(describeSync({ ...lost, applied: true })[1]!, /not in the account$/);
  for (const applied of [false, true]) {
    const doubted = describeSync({ ...lost, applied, doubt: "account_is_empty" });
    assert.match(doubted[1]!, /not in the account$/);
    assert.match(doubted[2]!, /no number at all.*right account/);
  }
  assert.match(describeSync({ ...clean, notInPool: [NUMBER] })[1]!, /--import/);
});

Deno.test("readSyncOptions() is a dry run unless told otherwise", () => {
  const stack = { api_url: "http://127.0.0.1:54321", secret_key: "sb_secret_local" };
  const target = {
    functionsUrl: "http://127.0.0.1:54321/functions/v1",
    secretKey: "sb_secret_local",
  };
  assert.deepEqual(readSyncOptions([], {}, stack), { ...target, apply: false, import: false });
  assert.deepEqual(readSyncOptions(["--apply", "--import"], {}, stack), {
    ...target,
    apply: true,
    import: true,
  });
  assert.throws(
    () => readSyncOptions([], {}, undefined),
    /Sync the pool: set PUBLIC_FUNCTIONS_URL/,
  );
});
