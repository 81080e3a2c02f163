/** From when to when, in minutes of the local day; `to` is the first minute that is not quiet. */
export type QuietHours = { from: number; to: number };

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The earliest moment from `at` on at which it is quiet in none of the zones, or, where their quiet hours leave no such moment of the
 * day, in the fewest; null when that is `at` itself.
 */
export function endOfQuiet(zones: readonly string[], hours: QuietHours, at: Date): Date | null {
  const now = at.getTime();
  const quietIn = (moment: number) => zones.filter((zone) => isQuiet(zone, hours, moment)).length;
  if (quietIn(now) === 0) return null;
  // In between it only gets quieter.
  const moments = [now, ...zones.map((zone) => nextEnd(zone, hours, now))].toSorted((a, b) =>
    a - b
  );
  const best = moments.reduce((best, moment) => quietIn(moment) < quietIn(best) ? moment : best);
  return best === now ? null : new Date(best);
}

function nextEnd(zone: string, hours: QuietHours, now: number): number {
  const start = Math.floor(now / MINUTE) * MINUTE;
  const ahead = (hours.to - minuteOfDay(zone, start) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const end = start + ahead * MINUTE;
  // By so much the clocks were changed in between.
  const change = (minuteOfDay(zone, end) - hours.to + 1.5 * DAY_MINUTES) % DAY_MINUTES -
    DAY_MINUTES / 2;
  let moment = end - change * MINUTE;
  // A time of the day that the clocks skip is over when they do.
  while (isQuiet(zone, hours, moment)) moment += MINUTE;
  return moment;
}

function isQuiet(zone: string, { from, to }: QuietHours, moment: number): boolean {
  const minute = minuteOfDay(zone, moment);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minuteOfDay(zone: string, moment: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(zone, format);
  }
  const [hour, minute] = format.format(moment).split(":");
  return Number(hour) * 60 + Number(minute);
}
