import type { PlotSeries } from "./draw_plot.ts";
import { Time } from "./time.tsx";

/** What a plot shows, newest first, for those who read better than they see. */
export function PlotTable({ title, times, series }: {
  title: string;
  times: number[];
  series: PlotSeries[];
}) {
  const rows = times.map((time, index) => ({ time, index })).toReversed();
  return (
    <div className="admin-scroll" tabIndex={0} role="group" aria-label={`${title}, as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {series.map(({ label }) => <th key={label} scope="col">{label}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, index }) => (
            <tr key={time}>
              <th scope="row">
                <Time at={new Date(time * 1_000).toISOString()} />
              </th>
              {series.map(({ label, values }) => <td key={label}>{values[index] ?? "–"}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
