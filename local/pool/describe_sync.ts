import type { SyncChange, SyncResult } from "./sync_pool.ts";

/** One line about one number. */
export function describeChange(
  { number, action, differs }: SyncChange,
  how: "found" | "changed" | "failed",
): string {
  const what = [...(action === "import" ? ["joins the pool"] : []), ...differs].join(", ");
  return `${{ found: "differs", changed: "changed", failed: "FAILED " }[how]}  ${number}  ${what}`;
}

const DOUBTS = {
  account_is_empty: "the account has no number at all",
  most_are_missing: "the account lacks most of the pool",
};

/** What the operator may do now, a sentence a line. */
export function describeSync(
  { applied, changed, failed, missing, drained, doubt, notInPool }: SyncResult,
): string[] {
  return [
    changed + failed === 0
      ? "The carrier account and the pool agree"
      : applied
      ? `${changed} numbers changed, ${failed} failed`
      : `${changed} numbers differ; --apply changes them`,
    ...(failed > 0 ? ["The log of masking says why (number_not_synced); run this again"] : []),
    ...missing.map((number) =>
      `${number} is in the pool but not in the account${
        drained.includes(number)
          ? ": drained, the sweep moves its conversations"
          : doubt === null && !applied
          ? "; --apply drains it"
          : ""
      }`
    ),
    ...(doubt === null
      ? []
      : [`None of these is drained: ${DOUBTS[doubt]}. Is it the right account?`]),
    ...(notInPool.length > 0
      ? [
        `Not in the pool: ${notInPool.join(", ")}; --import brings them in`,
      ]
      : []),
  ];
}
