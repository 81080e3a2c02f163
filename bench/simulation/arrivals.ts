/** People who meet at a time, until another. Times are in hours. */
export type Arrival = { people: number[]; from: number; until: number };

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

/** How many conversations are of three to six; all others are of two. */
const GROUPS = 0.1;

/**
 * `count` conversations over four weeks, each of one day to two weeks. One of its people is drawn by the Zipf-Mandelbrot law, so that
 * most people are in one or two at a time, and of 3,000 conversations one person or more in 50; the others are anybody. The
 * same people do not meet again before `cooldown` hours after the end.
 */
export function drawArrivals(count: number, cooldown: number, seed: number): Arrival[] {
  const random = randomFrom(seed);
  const people = count;
  const weights = Array.from({ length: people }, (_, rank) => 1 / (rank + 4) ** 1.2);
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
    const until = from + 24 + random() * 13 * 24;
    const size = random() < GROUPS ? 3 + Math.floor(random() * 4) : 2;
    for (;;) {
      const others = Array.from({ length: size - 1 }, () => Math.floor(random() * people));
      const together = [...new Set([popular(), ...others])].sort((a, b) => a - b);
      const key = together.join();
      if (together.length < size || (apartUntil.get(key) ?? 0) > from) continue;
      apartUntil.set(key, until + cooldown);
      arrivals.push({ people: together, from, until });
      break;
    }
  }
  return arrivals;
}
