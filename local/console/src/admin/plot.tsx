import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { drawPlot, type PlotSeries } from "./draw_plot.ts";
import { PlotTable } from "./plot_table.tsx";

/** A plot of values over time, with its legend, which tells the values under the pointer, and all of it as a table. */
export function Plot({ title, children, times, series, wide }: {
  title: string;
  /** What the plot says, in a sentence. */
  children: ReactNode;
  /** Seconds since 1970. */
  times: number[];
  series: PlotSeries[];
  wide?: boolean;
}) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<uPlot>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [open, setOpen] = useState(false);
  const titleId = useId();
  const shape = JSON.stringify(series.map(({ label, tone, look }) => [label, tone, look]));
  const data: uPlot.AlignedData = [times, ...series.map(({ values }) => values)];

  useEffect(() => {
    const plot = drawPlot(place.current!, series, data, setPointed);
    drawn.current = plot.uplot;
    return plot.end;
    // Drawn anew when it is another plot; new values come by the effect below.
  }, [shape]);
  useEffect(() => drawn.current?.setData(data), [JSON.stringify(data)]);

  const at = pointed ?? times.length - 1;
  return (
    <figure className={wide ? "card admin-plot wide" : "card admin-plot"} aria-labelledby={titleId}>
      <figcaption>
        <h2 id={titleId}>{title}</h2>
        <p className="soft">{children}</p>
      </figcaption>
      <ul className="admin-legend" aria-hidden="true">
        {series.map(({ label, values, tone, look }) => (
          <li key={label} className={look} data-tone={tone}>
            {label} <strong>{values[at] ?? lastOf(values)}</strong>
          </li>
        ))}
        <li className="time">{pointed === null ? "now" : readTime(times[pointed])}</li>
      </ul>
      <div className="admin-canvas" ref={place} aria-hidden="true" />
      <details
        onToggle={(event) =>
          setOpen(event.currentTarget.open)}
      >
        <summary>Show as a table</summary>
        {open && <PlotTable title={title} times={times} series={series} />}
      </details>
    </figure>
  );
}

const lastOf = (values: PlotSeries["values"]) => values.findLast((value) => value !== null) ?? "–";

const readTime = (seconds: number | undefined) =>
  seconds === undefined ? "" : new Date(seconds * 1_000).toLocaleString("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  });
