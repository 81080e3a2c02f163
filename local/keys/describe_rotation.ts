import type { KeyState } from "./rotate_keys.ts";

const WIDTH = 30;

/** `[#####     ]  50 %  10 of 20`. */
export function progressBar(done: number, total: number): string {
  const share = total === 0 ? 1 : done / total;
  const bar = "#".repeat(Math.floor(share * WIDTH)).padEnd(WIDTH);
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${done} of ${total}`;
}

/** What the operator may do now, a sentence a line. */
export function describeRotation(
  { old, unreadable }: { old: KeyState; unreadable: number },
): string[] {
  const erased = old.erased_people ?? 0;
  if (old.used && old.people === erased && old.bodies === 0) {
    return [
      `Everything is moved but the opt-outs or blocks of ${erased} erased people: no other key can take them over`,
      `Keep the key ${old.id} as PHONE_ENCRYPTION_KEY_PREVIOUS to heed them, or declare it lost`,
    ];
  }
  if (old.used) {
    return [
      `The key ${old.id} is still used: ${old.people} people or pool numbers, ${old.bodies} texts`,
      unreadable > 0
        ? `${unreadable} of them cannot be read with any key: see the log for cannot_decrypt`
        : "Run this again once every function has the new settings",
    ];
  }
  return [
    `The key ${old.id} is no longer used: PHONE_ENCRYPTION_KEY_PREVIOUS can be removed`,
    ...(old.repeats_until === null ? [] : [
      `Until ${old.repeats_until} keep it, so that requests repeated with an Idempotency-Key are recognized`,
    ]),
  ];
}
