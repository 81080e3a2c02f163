/** Two people who meet at a time, until another. Times are in hours. */
export type Arrival = { people: [number, number]; from: number; until: number };

/** A repeatable source of numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * `count` conversations over four weeks, each of one to seven days. One side is drawn by Zipf's law, so that most people are in one or
 * two and a few in dozens; the other is anybody. Nobody meets the same person again before `cooldown` hours after the end.
 */
export function drawArrivals(count: number, cooldown: number, seed: number): Arrival[] {
  const random = randomFrom(seed);
  const people = count;
  const weights = Array.from({ length: people }, (_, rank) => 1 / (rank + 1) ** 0.8);
  const cumulated: number[] = [];
  weights.reduce((sum, weight, index) => cumulated[index] = sum + weight, 0);
  const popular = () => {
    const drawn = random() * cumulated.at(-1)!;
    return cumulated.findIndex((sum) => sum >= drawn);
  };
  const apartUntil = new Map<string, number>();
  const arrivals: Arrival[] = [];
  for (let index = 0; index < count; index++) {
    const from = index / count * 28 * 24;
    const until = from + 24 + random() * 6 * 24;
    for (;;) {
      const pair = [popular(), Math.floor(random() * people)].sort((a, b) => a - b);
      const [one, other] = pair as [number, number];
      if (one === other || (apartUntil.get(pair.join()) ?? 0) > from) continue;
      apartUntil.set(pair.join(), until + cooldown);
      arrivals.push({ people: [one, other], from, until });
      break;
    }
  }
  return arrivals;
}
