import { Plot } from "./plot.tsx";

/** How many texts waited at a moment, in seconds since 1970. */
export type QueueSample = { at: number; depth: number };

/** The outbox since this page was opened. */
export function QueuePlot({ samples }: { samples: QueueSample[] }) {
  const most = Math.max(0, ...samples.map(({ depth }) => depth));
  return (
    <Plot
      title="Queue"
      times={samples.map(({ at }) => at)}
      series={[{
        label: "Texts waiting",
        values: samples.map(({ depth }) => depth),
        tone: "busy",
        look: "area",
      }]}
    >
      Texts that wait to be sent, since you opened this page: {most} at the most.
    </Plot>
  );
}
