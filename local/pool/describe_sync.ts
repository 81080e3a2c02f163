import type { SyncChange, SyncResult } from "./sync_pool.ts";

/** One line about one number. */
export function describeChange(
  { number, action, differs }: SyncChange,
  how: "found" | "changed" | "failed",
): string {
  const what = [...(action === "import" ? ["joins the pool"] : []), ...differs].join(", ");
  return `${{ found: "differs", changed: "changed", failed: "FAILED " }[how]}  ${number}  ${what}`;
}

/** What the operator may do now, a sentence a line. */
export function describeSync(
  { applied, changed, failed, missing, notInPool }: SyncResult,
): string[] {
  return [
    changed + failed === 0
      ? "The carrier account and the pool agree"
      : applied
      ? `${changed} numbers changed, ${failed} failed`
      : `${changed} numbers differ; --apply changes them`,
    ...(failed > 0 ? ["The log of masking says why (number_not_synced); run this again"] : []),
    ...missing.map((number) => `${number} is in the pool but not in the account: replace it`),
    ...(notInPool.length > 0
      ? [
        `Not in the pool: ${notInPool.join(", ")}; --import brings them in`,
      ]
      : []),
  ];
}
