import type { AccountNumber } from "../carrier/carrier_numbers.ts";

/** A number of the pool as far as the carrier goes; `leaving`: it is being given back. */
export type SyncedNumber = {
  number: string;
  provider_sid: string | null;
  sms: boolean;
  mms: boolean;
  voice: boolean;
  leaving: boolean;
};

/** What has to be done about one number of the account, and what of it is not as it should be. */
export type SyncChange = {
  number: AccountNumber;
  action: "update" | "import";
  differs: (AccountNumber["differs"][number] | "provider_sid" | "capabilities")[];
};

/**
 * Compares the carrier account with the pool. `ordered`: numbers that we set out to buy and may have; they join the pool. `imports`: the
 * rest of the account joins too, but for `senders`, which are ours for other texts.
 */
export function planSync(
  account: AccountNumber[],
  pool: SyncedNumber[],
  options: { ordered: string[]; senders: string[]; imports: boolean },
): { changes: SyncChange[]; missing: string[]; notInPool: string[] } {
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
  return {
    changes: changes.toSorted((a, b) => a.number.number < b.number.number ? -1 : 1),
    missing: pool.filter(({ number, leaving }) => !leaving && !owned.has(number))
      .map(({ number }) => number).toSorted(),
    notInPool: [...owned].filter((number) =>
      !inPool.has(number) && !joins(number) && !options.senders.includes(number)
    ).toSorted(),
  };
}
