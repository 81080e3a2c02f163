import { createConversation, importNumbers, person } from "../../supabase/tests/support/people.ts";
import { figure } from "../report/figure.ts";
import { ratio } from "../report/ratio.ts";
import type { BenchOptions, Section } from "../report/section.ts";
import { startBenchDatabase } from "../setup/start_bench_database.ts";
import { allocate, minimumPool, mostHeld } from "../simulation/allocate.ts";
import { type Arrival, drawArrivals } from "../simulation/arrivals.ts";

const HOUR = 3_600_000;
const COOLDOWN_HOURS = 7 * 24;

/** Numbers that simulated arrivals need, and who is refused with the fewest that could do; ours is the real SQL. */
export async function pool({ runs, quick, log }: BenchOptions): Promise<Section> {
  const count = quick ? 200 : 3_000;
  const figures: Section["figures"] = {};
  const ratios: Section["ratios"] = {};
  for (const cooldown of [0, COOLDOWN_HOURS]) {
    const kind = cooldown === 0 ? "no cooldown" : "a week of cooldown";
    const columns: Record<string, number[]> = {};
    const put = (name: string, value: number) => (columns[name] ??= []).push(value);
    for (let run = 1; run <= runs; run++) {
      log(`pool: ${kind}, run ${run} of ${runs}`);
      const arrivals = drawArrivals(count, cooldown, run);
      const peaks = mostHeld(arrivals, 0).sort((a, b) => b - a);
      put("people: most conversations at once", peaks[0]!);
      put("people: with 50 at once", peaks.filter((peak) => peak >= 50).length);
      put("people: with one or two at once", peaks.filter((peak) => peak <= 2).length);
      put("people", peaks.length);
      const minimum = minimumPool(arrivals, cooldown);
      put("minimum: numbers", minimum);
      for (const policy of ["exclusive", "shared"] as const) {
        put(`${policy}: numbers`, allocate(arrivals, policy, cooldown).numbersNeeded);
        put(`${policy}: refused`, allocate(arrivals, policy, cooldown, minimum).refused);
      }
      const ours = await allocateBySql(arrivals, cooldown, minimum);
      put("ours: numbers", ours.numbersUsed);
      put("ours: refused", ours.refused);
      put("ours: without one number for all", ours.split);
    }
    for (const [name, values] of Object.entries(columns)) {
      const unit = name.endsWith("numbers")
        ? "numbers"
        : name.startsWith("people") && !name.endsWith("conversations at once")
        ? "people"
        : "conversations";
      figures[`${kind}: ${name}`] = figure(values, unit);
    }
    ratios[`${kind}: ours / minimum`] = ratio(
      columns["ours: numbers"]!,
      columns["minimum: numbers"]!,
      { atMost: 1 },
    );
    ratios[`${kind}: refused by ours with the minimum`] = {
      ...figure(columns["ours: refused"]!, "conversations"),
      target: "none",
      met: columns["ours: refused"]!.every((refused) => refused === 0),
    };
  }
  return {
    title: "Pool",
    figures,
    ratios,
    notes: [
      `${count} conversations over four weeks, one in ten of three to six people and the rest of two, each of one day to two weeks. "refused" is with the theoretical minimum of numbers.`,
    ],
  };
}

/** `masking.create_conversation` on a pool of so many numbers, at the time of each arrival. */
async function allocateBySql(arrivals: Arrival[], cooldown: number, numbers: number) {
  await using parts = new AsyncDisposableStack();
  const database = await startBenchDatabase();
  parts.defer(database.stop);
  const { sql } = database;
  await importNumbers(sql, numbers);
  const start = Date.now();
  const at = (hours: number) => new Date(start + hours * HOUR);
  const used = new Set<string>();
  let refused = 0;
  let split = 0;
  for (const { people, from, until } of arrivals) {
    await sql`select masking.close_and_release(now => ${at(from)})`;
    const conversation = await createConversation(
      sql,
      people.map((one) => person(`person ${one}`)),
      { now: at(from), expiresAt: at(until), cooldownSeconds: cooldown * 3_600 },
    ).catch((error) => {
      if (error.code !== "MSKPE") throw error;
      return null;
    });
    if (!conversation) refused++;
    else if (!conversation.masked_number) split++;
    for (const seat of conversation?.participants ?? []) used.add(seat.proxy_number);
  }
  return { refused, split, numbersUsed: used.size };
}
