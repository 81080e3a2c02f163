import { saySpan } from "./say_time.ts";
import { useNow } from "./use_now.ts";

const LENGTH = 2 * Math.PI * 9;

/** How long it is until the end, with a ring that empties; null is no end. */
export function Countdown({ end, from }: { end: string | null; from: string }) {
  const now = useNow();
  if (end === null) return <p className="soft">No end</p>;
  const left = Date.parse(end) - now;
  const share = Math.min(1, Math.max(0, left / (Date.parse(end) - Date.parse(from))));
  return (
    <p className="countdown" aria-label="Time left" role="timer" aria-live="off">
      <svg width="18" height="18" viewBox="0 0 22 22" aria-hidden="true">
        <circle cx="11" cy="11" r="9" />
        <circle
          cx="11"
          cy="11"
          r="9"
          strokeDasharray={`${share * LENGTH} ${LENGTH}`}
          transform="rotate(-90 11 11)"
        />
      </svg>
      <span>{left > 0 ? saySpan(left) : "Time is up"}</span>
    </p>
  );
}
