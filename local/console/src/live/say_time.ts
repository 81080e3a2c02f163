const CLOCK = new Intl.DateTimeFormat("en", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const SHORT = new Intl.DateTimeFormat("en", { hour: "numeric", minute: "2-digit" });

/** 10:31:02.120 */
export function sayMoment(at: string): string {
  const date = new Date(at);
  return `${CLOCK.format(date)}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

/** 10:31:02 */
export function saySecond(at: string): string {
  return CLOCK.format(new Date(at));
}

/** 10:31 AM */
export function sayClock(at: string | number): string {
  return SHORT.format(new Date(at));
}

/** "+84 ms", "+1.2 s": how long after something that was at `from`. */
export function sayDelay(from: string, to: string): string {
  const milliseconds = Math.max(0, Date.parse(to) - Date.parse(from));
  if (milliseconds < 1_000) return `+${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `+${(milliseconds / 1_000).toFixed(1)} s`;
  return `+${saySpan(milliseconds)}`;
}

/** "6 d 23:59:08", "59:08": a span of time that runs. */
export function saySpan(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const [days, hours] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24];
  const clock = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) =>
    String(part).padStart(2, "0")
  ).join(":");
  if (days > 0) return `${days} d ${String(hours).padStart(2, "0")}:${clock}`;
  return hours > 0 ? `${hours}:${clock}` : clock;
}
