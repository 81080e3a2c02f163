import assert from "node:assert/strict";
import type { AccountNumber } from "../carrier/carrier_numbers.ts";
import { planSync, type SyncedNumber } from "./plan_sync.ts";

const NUMBER = "+14155550110";
const account = (more: Partial<AccountNumber> = {}): AccountNumber => ({
  sid: "PN1",
  number: NUMBER,
  sms: true,
  mms: true,
  voice: true,
  differs: [],
  ...more,
});
const pool = (more: Partial<SyncedNumber> = {}): SyncedNumber => ({
  number: NUMBER,
  provider_sid: "PN1",
  sms: true,
  mms: true,
  voice: true,
  retired: false,
  leaving: false,
  ...more,
});
const NONE = { ordered: [], senders: [], imports: false };

Deno.test("planSync() finds nothing to do where all is as it should be", () => {
  assert.deepEqual(planSync([account()], [pool()], NONE), {
    changes: [],
    missing: [],
    doubt: null,
    notInPool: [],
  });
});

Deno.test("planSync() says what differs, and lets the pool be narrower than the carrier", () => {
  const differs = (a: Partial<AccountNumber>, p: Partial<SyncedNumber>) =>
    planSync([account(a)], [pool(p)], NONE).changes.map((change) => [
      change.action,
      ...change.differs,
    ]);
  assert.deepEqual(differs({ differs: ["sms_webhook"] }, {}), [["update", "sms_webhook"]]);
  assert.deepEqual(differs({}, { provider_sid: null }), [["update", "provider_sid"]]);
  assert.deepEqual(differs({ mms: false }, {}), [["update", "capabilities"]]);
  assert.deepEqual(differs({}, { mms: false }), []);
  assert.deepEqual(differs({ differs: ["sms_webhook"] }, { leaving: true }), []);
});

Deno.test("planSync() imports what was ordered, the rest on request, and senders never", () => {
  const numbers = ["+14155550113", "+14155550112", "+14155550111"].map((number) =>
    account({ number })
  );
  const options = { ordered: ["+14155550111"], senders: ["+14155550112"], imports: false };
  const imports = (more: object) => {
    const { changes, notInPool } = planSync(numbers, [], { ...options, ...more });
    return [changes.map(({ number, action }) => [action, number.number]), notInPool];
  };
  assert.deepEqual(imports({}), [[["import", "+14155550111"]], ["+14155550113"]]);
  assert.deepEqual(imports({ imports: true }), [
    [["import", "+14155550111"], ["import", "+14155550113"]],
    [],
  ]);
});

Deno.test("planSync() names the numbers that the account has lost", () => {
  assert.deepEqual(planSync([], [pool()], NONE).missing, [NUMBER]);
  const retired = { retired: true, leaving: false };
  assert.deepEqual(planSync([], [pool(retired)], NONE).missing, []);
  assert.deepEqual(planSync([], [pool({ ...retired, leaving: true })], NONE).missing, []);
});

Deno.test("planSync() doubts an account that lacks everything, or most of the pool", () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => `+1415555011${i}`);
  const doubt = (owned: string[], pooled: string[], retired: string[] = []) =>
    planSync(owned.map((number) => account({ number })), [
      ...pooled.map((number) => pool({ number })),
      ...retired.map((number) => pool({ number, retired: true })),
    ], NONE).doubt;
  assert.equal(doubt([], []), null);
  assert.equal(doubt([], [], numbers(1)), null);
  assert.equal(doubt([], numbers(1)), "account_is_empty");
  assert.equal(doubt(["+12125550110"], numbers(4)), "most_are_missing");
  assert.equal(doubt(numbers(1), numbers(3)), "most_are_missing");
  assert.equal(doubt(numbers(2), numbers(4)), null);
  // What nobody uses any more says nothing of the account.
  assert.equal(doubt(numbers(1), numbers(2), numbers(6).slice(2)), null);
});
