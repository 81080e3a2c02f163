import type { Health, OptOutCounts, PoolCountry } from "./reports.ts";

/** The numbers that an operator looks at first. */
export function Tiles({ pool, health, optOuts }: {
  pool: PoolCountry;
  health: Health;
  optOuts: OptOutCounts;
}) {
  const few = pool.capacity_left <= Math.max(1, pool.active * 0.1);
  const tiles = [
    {
      name: "Capacity left",
      value: pool.capacity_left,
      more: `of ${pool.active} active numbers`,
      bad: few,
    },
    { name: "Bindings held", value: pool.bindings_held, more: "live and cooling" },
    {
      name: "Texts waiting",
      value: health.queue_depth,
      more: health.queue_depth > 0
        ? `the oldest for ${health.oldest_waiting_seconds} s`
        : "the outbox is empty",
    },
    {
      name: "Failed",
      value: health.failures_last_hour,
      more: "in the last hour",
      bad: health.failures_last_hour > 0,
    },
    { name: "Opted out", value: optOuts.total, more: `${optOuts.last_week} in the last week` },
  ];
  return (
    <dl className="admin-tiles">
      {tiles.map((tile) => (
        <div key={tile.name} className={tile.bad ? "card bad" : "card"}>
          <dt>{tile.name}</dt>
          <dd className="admin-value">{tile.value.toLocaleString("en")}</dd>
          <dd className="admin-more">{tile.more}</dd>
        </div>
      ))}
    </dl>
  );
}
