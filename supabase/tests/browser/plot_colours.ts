import type { Page } from "playwright-core";
import { until } from "../../../local/process/until.ts";

/** Colours, as "red,green,blue,alpha", of one plot: what it lies on, and its lines as the legend shows them. */
export type PlotColours = { surface: string; lines: string[] };

/** The colours of each figure once all its lines are drawn in them, else null. */
const DRAWN = `(() => {
  // A theme that was just chosen comes by transitions, which are asked for by the first look.
  document.documentElement.getBoundingClientRect();
  for (const transition of document.getAnimations()) transition.finish();
  const pixels = (width, height, paint) => {
    const context = new OffscreenCanvas(width, height).getContext("2d");
    paint(context);
    return context.getImageData(0, 0, width, height).data;
  };
  const shown = (colour) =>
    pixels(1, 1, (context) => {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }).join();
  const plots = [...document.querySelectorAll("figure")].map((figure) => {
    // A copy: Chromium warns of a canvas that is read again and again.
    const canvas = figure.querySelector("canvas");
    const data = pixels(canvas.width, canvas.height, (context) => context.drawImage(canvas, 0, 0));
    const drawn = new Set();
    for (let at = 0; at < data.length; at += 4) drawn.add(data.slice(at, at + 4).join());
    const lines = [...figure.querySelectorAll("li[data-tone]")]
      .map((line) => shown(getComputedStyle(line, "::before").borderTopColor));
    const surface = shown(getComputedStyle(figure).backgroundColor);
    return { surface, lines, complete: lines.every((line) => drawn.has(line)) };
  });
  return plots.every(({ complete }) => complete) ? plots : null;
})()`;

/** Waits until each line of every plot of the page has the colour of its legend; the colours of the plots. */
export function plotColours(page: Page): Promise<PlotColours[]> {
  return until(
    "the plots have the colours of their legends",
    () => page.evaluate<PlotColours[] | null>(DRAWN),
  );
}
