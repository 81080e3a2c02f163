import { useState } from "react";
import { AuditTable } from "./audit_table.tsx";
import { CapacityPlot } from "./capacity_plot.tsx";
import { ConversationsTable } from "./conversations_table.tsx";
import { FailuresTable } from "./failures_table.tsx";
import { ForecastPlot } from "./forecast_plot.tsx";
import { OptOutsTable } from "./opt_outs_table.tsx";
import { QueuePlot, type QueueSample } from "./queue_plot.tsx";
import type { Reports } from "./reports.ts";
import { Tiles } from "./tiles.tsx";
import { type Service, useService } from "./use_service.ts";

const RANGES = [
  { hours: 1, name: "Hour" },
  { hours: 24, name: "Day" },
  { hours: 336, name: "2 weeks" },
  { hours: 2_160, name: "90 days" },
];
const MOST_SAMPLES = 900;

/** The pool, the outbox and the lists, renewed every few seconds. */
export function Dashboard({ service, onForget }: { service: Service; onForget: () => void }) {
  const [hours, setHours] = useState(1);
  const [country, setCountry] = useState<string>();
  const [queue, setQueue] = useState<QueueSample[]>([]);
  const { answers, failure } = useService<Reports>(
    service,
    {
      pool: "/pool",
      history: `/pool/history?hours=${hours}`,
      lastWeek: "/pool/history?hours=168",
      health: "/health",
      failures: `/failures?hours=${Math.min(hours, 720)}`,
      optOuts: "/opt-outs/counts",
    },
    ({ health }) =>
      setQueue((samples) =>
        [...samples, { at: Date.now() / 1_000, depth: health.queue_depth }]
          .slice(-MOST_SAMPLES)
      ),
  );

  const countries = answers?.pool.countries ?? [];
  const shown = countries.find(({ country_code }) => country_code === country) ?? countries[0];
  const pointsOf = (history: Reports["history"]) =>
    history.countries.find((entry) => entry.country_code === shown?.country_code)?.points ?? [];

  return (
    <main className="admin">
      <div className="admin-head">
        <h1>Admin</h1>
        {countries.length > 1 && (
          <label className="admin-choice">
            <span>Country</span>
            <select
              className="input"
              value={shown?.country_code}
              onChange={(event) => setCountry(event.target.value)}
            >
              {countries.map(({ country_code }) => (
                <option key={country_code}>{country_code}</option>
              ))}
            </select>
          </label>
        )}
        <fieldset className="admin-ranges">
          <legend className="unseen">How far back</legend>
          {RANGES.map((range) => (
            <label key={range.hours}>
              <input
                type="radio"
                name="range"
                checked={hours === range.hours}
                onChange={() => setHours(range.hours)}
              />
              <span>{range.name}</span>
            </label>
          ))}
        </fieldset>
        <button type="button" className="button" onClick={onForget}>Forget the key</button>
      </div>
      <div role="status">
        {failure && <p className="notice">{failure}. What you see is from before.</p>}
      </div>
      {answers && shown
        ? (
          <>
            <Tiles pool={shown} health={answers.health} optOuts={answers.optOuts} />
            <div className="admin-plots">
              <CapacityPlot points={pointsOf(answers.history)} hours={hours} />
              <ForecastPlot points={pointsOf(answers.lastWeek)} pool={shown} />
              <QueuePlot samples={queue} />
              <FailuresTable failures={answers.failures} />
              <OptOutsTable service={service} />
            </div>
          </>
        )
        : !failure && (
          <div className="admin-wait">
            <span className="spinner" role="status" aria-label="Loading" />
          </div>
        )}
      {answers && !shown && <p className="card admin-empty">The pool has no numbers yet.</p>}
      <ConversationsTable service={service} />
      <AuditTable service={service} />
    </main>
  );
}
