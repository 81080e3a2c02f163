import type { AccountNumber } from "../carrier/carrier_numbers.ts";

/** A number of the pool as far as the carrier goes; `retired`: nobody has it any more, `leaving`: and it is being given back. */
export type SyncedNumber = {
  number: string;
  provider_sid: string | null;
  sms: boolean;
  mms: boolean;
  voice: boolean;
  retired: boolean;
  leaving: boolean;
};

/** What has to be done about one number of the account, and what of it is not as it should be. */
export type SyncChange = {
  number: AccountNumber;
  action: "update" | "import";
  differs: (AccountNumber["differs"][number] | "provider_sid" | "capabilities")[];
};

/**
 * Why nothing is done about numbers that are missing: an account without a number, or without most of the pool's, is more likely
 * another account than one that lost them all.
 */
export type MissingDoubt = "account_is_empty" | "most_are_missing";

/**
 * Compares the carrier account with the pool. `ordered`: numbers that we set out to buy and may have; they join the pool. `imports`: the
 * rest of the account joins too, but for `senders`, which are ours for other texts.
 */
export function planSync(
  account: AccountNumber[],
  pool: SyncedNumber[],
  options: { ordered: string[]; senders: string[]; imports: boolean },
): {
  changes: SyncChange[];
  missing: string[];
  doubt: MissingDoubt | null;
  notInPool: string[];
} {
  const inPool = new Map(pool.map((number) => [number.number, number]));
  const owned = new Set(account.map(({ number }) => number));
  const joins = (number: string) =>
    options.ordered.includes(number) || options.imports && !options.senders.includes(number);

  const changes = account.flatMap((number): SyncChange[] => {
    const known = inPool.get(number.number);
    if (!known) {
      return joins(number.number) ? [{ number, action: "import", differs: number.differs }] : [];
    }
    if (known.leaving) return [];
    const lacks = (["sms", "mms", "voice"] as const).some((name) => known[name] && !number[name]);
    const differs: SyncChange["differs"] = [
      ...number.differs,
      ...(known.provider_sid === number.sid ? [] : ["provider_sid" as const]),
      ...(lacks ? ["capabilities" as const] : []),
    ];
    return differs.length === 0 ? [] : [{ number, action: "update", differs }];
  });
  const needed = pool.filter(({ retired }) => !retired);
  const missing = needed.filter(({ number }) => !owned.has(number)).map(({ number }) => number);
  return {
    changes: changes.toSorted((a, b) => a.number.number < b.number.number ? -1 : 1),
    missing: missing.toSorted(),
    doubt: missing.length === 0
      ? null
      : account.length === 0
      ? "account_is_empty"
      : missing.length * 2 > needed.length
      ? "most_are_missing"
      : null,
    notInPool: [...owned].filter((number) =>
      !inPool.has(number) && !joins(number) && !options.senders.includes(number)
    ).toSorted(),
  };
}
