import { Plot } from "./plot.tsx";
import type { PoolPoint } from "./reports.ts";

/** How much of the pool the busiest person held, beside what there was. */
export function CapacityPlot({ points, hours }: { points: PoolPoint[]; hours: number }) {
  const busiest = points.map((point) => point.busiest_person_holds);
  const least = Math.min(
    ...points.filter(({ active }) => active > 0).map((point) => point.capacity_left),
  );
  const time = hours === 1
    ? "hour"
    : hours === 24
    ? "day"
    : hours === 336
    ? "two weeks"
    : "90 days";
  return (
    <Plot
      title="Capacity"
      wide
      times={points.map(({ at }) => Date.parse(at) / 1_000)}
      series={[
        {
          label: "Active numbers",
          values: points.map(({ active }) => active),
          tone: "ink-faint",
          look: "line",
        },
        {
          label: "Bindings held",
          values: points.map(({ bindings_held }) => bindings_held),
          tone: "busy",
          look: "line",
        },
        { label: "Held by the busiest person", values: busiest, tone: "brand", look: "area" },
      ]}
    >
      {points.length === 0
        ? "Nothing is known of that time."
        : `A pool is full when one person holds all of it. In the last ${time} the busiest held ${
          Math.max(...busiest)
        }, and ${least} were left at the least.`}
    </Plot>
  );
}
