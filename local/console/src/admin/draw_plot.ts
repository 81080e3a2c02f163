import uPlot from "uplot";

/** One line of a plot; `tone` names a colour of tokens.css. */
export type PlotSeries = {
  label: string;
  values: (number | null)[];
  tone: "brand" | "ink-faint" | "warn" | "busy";
  /** How it is drawn: what is counted in steps, what is expected dashed, from point to point. */
  look: "area" | "line" | "dashed";
};

const HEIGHT = 220;
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000];
const TEN_MINUTES_SECONDS = 600;
const TWO_DAYS_SECONDS = 172_800;

/** Draws on a canvas in `place`, as wide as that is, in the colours of the theme, also when these change. */
export function drawPlot(
  place: HTMLElement,
  series: PlotSeries[],
  data: uPlot.AlignedData,
  onPoint: (index: number | null) => void,
): { uplot: uPlot; end: () => void } {
  // A token is two colours, light and dark. Which one counts, only an element that has it as its colour says: a new
  // one each time, since the colour of an element that is there already may change by a transition.
  const token = (name: string) => {
    const bearer = place.appendChild(document.createElement("i"));
    bearer.style.color = `var(--${name})`;
    const { color } = getComputedStyle(bearer);
    bearer.remove();
    return color;
  };
  const axis: uPlot.Axis = {
    stroke: () => token("ink-faint"),
    font: `11px ${getComputedStyle(place).fontFamily}`,
    grid: { stroke: () => token("line"), width: 1 },
    ticks: { show: false },
  };
  const stepped = uPlot.paths.stepped!({ align: 1 });
  const straight = uPlot.paths.linear!();
  const uplot = new uPlot(
    {
      width: place.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: series.length > 0, size: 7 } },
      scales: {
        // A minute at least, so that the times differ.
        x: { range: (_, min, max) => [Math.min(min, max - 60), max] },
        y: { range: (_, __, max) => [0, Math.max(4, Math.ceil((max ?? 0) * 1.15))] },
      },
      axes: [
        { ...axis, grid: { show: false }, size: 28, space: 72, values: readTimes },
        { ...axis, size: 44, incrs: WHOLE, space: 36 },
      ],
      series: [
        {},
        ...series.map(({ label, tone, look }): uPlot.Series => ({
          label,
          stroke: () => token(tone),
          width: 2,
          paths: look === "dashed" ? straight : stepped,
          points: { show: false },
          ...(look === "area" ? { fill: () => token(`${tone}-soft`) } : {}),
          ...(look === "dashed" ? { dash: [5, 5] } : {}),
        })),
      ],
      hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)] },
    },
    data,
    place,
  );

  const width = new ResizeObserver(() =>
    uplot.setSize({ width: place.clientWidth, height: HEIGHT })
  );
  width.observe(place);
  const redraw = () => uplot.redraw(false);
  const theme = new MutationObserver(redraw);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", redraw);
  return {
    uplot,
    end() {
      width.disconnect();
      theme.disconnect();
      system.removeEventListener("change", redraw);
      uplot.destroy();
    },
  };
}

/** The clock within two days, with seconds within ten minutes; the date beyond. */
function readTimes(plot: uPlot, splits: number[]): string[] {
  const { min = 0, max = 0 } = plot.scales.x!;
  const within = (seconds: number) => max - min <= seconds;
  const clock: Intl.DateTimeFormatOptions = within(TEN_MINUTES_SECONDS)
    ? { timeStyle: "medium" }
    : { timeStyle: "short" };
  const format = new Intl.DateTimeFormat(
    "en-GB",
    within(TWO_DAYS_SECONDS) ? clock : { day: "numeric", month: "short" },
  );
  return splits.map((seconds) => format.format(seconds * 1_000));
}
