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

/** The most numbers that each person holds at a time. */
export function mostHeld(arrivals: Arrival[], cooldown: number): number[] {
  const byPerson = new Map<number, Arrival[]>();
  for (const arrival of arrivals) {
    for (const person of arrival.people) {
      byPerson.set(person, [...byPerson.get(person) ?? [], arrival]);
    }
  }
  return [...byPerson.values()].map((own) =>
    Math.max(
      ...own.map(({ from }) =>
        own.filter((one) => one.from <= from && one.until + cooldown > from).length
      ),
    )
  );
}

/** No allocation can do with fewer: the most numbers that any one person holds at a time. */
export function minimumPool(arrivals: Arrival[], cooldown: number): number {
  return Math.max(...mostHeld(arrivals, cooldown));
}
