import { Plot } from "./plot.tsx";
import type { PoolCountry, PoolPoint } from "./reports.ts";

const WEEK_SECONDS = 604_800;
const STEPS_AHEAD = 14;

/** What the busiest person held in the last week, and will hold in the next if it goes on like that. */
export function ForecastPlot({ points, pool }: { points: PoolPoint[]; pool: PoolCountry }) {
  const past = points.map(({ at }) => Date.parse(at) / 1_000);
  const now = past.at(-1) ?? 0;
  const ahead = Array.from({ length: STEPS_AHEAD }, (_, step) => (step + 1) / STEPS_AHEAD);
  const { active, busiest_person_holds: busiest, numbers_needed: needed } = pool;
  const none = (values: unknown[]) => values.map(() => null);
  return (
    <Plot
      title="Forecast"
      times={[...past, ...ahead.map((part) => now + part * WEEK_SECONDS)]}
      series={[
        {
          label: "Active numbers",
          values: [...points.map((point) => point.active), ...ahead.map(() => active)],
          tone: "ink-faint",
          look: "line",
        },
        {
          label: "Held by the busiest person",
          values: [...points.map((point) => point.busiest_person_holds), ...none(ahead)],
          tone: "brand",
          look: "area",
        },
        {
          label: "Expected",
          values: [
            ...none(past.slice(1)),
            busiest,
            ...ahead.map((part) => Math.round((busiest + part * (needed - busiest)) * 10) / 10),
          ],
          tone: "warn",
          look: "dashed",
        },
      ]}
    >
      If it grows as in the last week, {needed} {needed === 1 ? "number is" : "numbers are"}{" "}
      needed in a week, and {active} are active. {pool.numbers_to_buy > 0
        ? <strong className="admin-warning">Buy&nbsp;{pool.numbers_to_buy}.</strong>
        : "Nothing has to be bought."}
    </Plot>
  );
}
