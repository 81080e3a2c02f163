import assert from "node:assert/strict";
import { describeChange, describeSync } from "./describe_sync.ts";
import { readSyncOptions } from "./read_sync_options.ts";

const NUMBER = "+14155550110";
const clean = { applied: false, changed: 0, failed: 0, missing: [], notInPool: [] };

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
  assert.match(describeSync({ ...clean, missing: [NUMBER] })[1]!, /replace it/);
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
