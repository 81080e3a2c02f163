import type { Arrival } from "./arrivals.ts";

/** How numbers are lent: `exclusive` to one conversation at a time, `shared` to any whose people do not hold it already. */
export type Policy = "exclusive" | "shared";

export type Allocated = { numbersNeeded: number; refused: number };

/** Lends the first number that fits, of `pool` numbers at most; what would have fitted no number is refused. */
export function allocate(
  arrivals: Arrival[],
  policy: Policy,
  cooldown: number,
  pool = Infinity,
): Allocated {
  const held: { number: number; people: number[]; until: number }[] = [];
  let numbersNeeded = 0;
  let refused = 0;
  for (const { people, from, until } of arrivals) {
    const taken = new Set(
      held.filter((one) =>
        one.until > from &&
        (policy === "exclusive" || one.people.some((person) => people.includes(person)))
      ).map(({ number }) => number),
    );
    let number = 0;
    while (taken.has(number)) number++;
    if (number >= pool) {
      refused++;
      continue;
    }
    numbersNeeded = Math.max(numbersNeeded, number + 1);
    held.push({ number, people, until: until + cooldown });
  }
  return { numbersNeeded, refused };
}

/** No allocation can do with fewer: the most numbers that any one person holds at a time. */
export function minimumPool(arrivals: Arrival[], cooldown: number): number {
  let most = 0;
  for (const { people, from } of arrivals) {
    for (const person of people) {
      const holds = arrivals.filter((one) =>
        one.people.includes(person) && one.from <= from && one.until + cooldown > from
      );
      most = Math.max(most, holds.length);
    }
  }
  return most;
}
