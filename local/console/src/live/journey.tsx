import type { Forward } from "maskline";
import type { ForwardRow } from "../stack/live_data.ts";
import "./journey.css";
import { sayDelay, saySecond, saySpan } from "./say_time.ts";
import { useNow } from "./use_now.ts";

/** The way of one text to one person: which steps it has done, when, and what holds it up. */
export function Journey({ recipient, forward, row, received, stored }: {
  recipient: string;
  forward: Forward;
  row: ForwardRow | undefined;
  /** When the sender pressed the button; null for what came from no telephone. */
  received: string | null;
  stored: string;
}) {
  const { status, sent_at, delivered_at } = forward;
  const failed = status === "failed" || status === "undelivered";
  const stopped = failed || status === "suppressed";
  const end = stopped ? END[status]! : "Delivered";
  const from = received ?? stored;
  const steps = [
    ...(received ? [{ name: "Received", at: received, say: saySecond(received) }] : []),
    { name: "Stored", at: stored, say: received ? sayDelay(from, stored) : saySecond(stored) },
    { name: "Sent", at: sent_at, say: sent_at && sayDelay(from, sent_at) },
    { name: end, at: delivered_at, say: delivered_at && sayDelay(from, delivered_at) },
  ];
  const last = steps.length - 1;
  const waits = !stopped && !delivered_at && !sent_at;
  return (
    <div
      className={`journey${stopped ? " stopped" : ""}${failed ? " failed" : ""}${
        waits ? " waits" : ""
      }`}
    >
      <p className="journey-to">
        {`to ${recipient}${forward.part > 1 ? `, part ${forward.part}` : ""}`}
      </p>
      <ol>
        {steps.map(({ name, say, at }, index) => (
          <li key={name} className={at || (stopped && index === last) ? "done" : ""}>
            <span>{name}</span>
            <span className="mono">
              {say ?? (stopped && index === last ? row?.error_code : null) ?? "\u2013"}
            </span>
          </li>
        ))}
      </ol>
      {row && waits && <Wait row={row} />}
    </div>
  );
}

const END: Record<string, string> = {
  failed: "Failed",
  undelivered: "Undelivered",
  suppressed: "Not sent",
};

/** What it waits for, and how often it was tried. */
function Wait({ row }: { row: ForwardRow }) {
  const now = useNow();
  const left = Date.parse(row.next_attempt_at) - now;
  const words = row.status === "sending"
    ? "Handed to the carrier"
    : row.status === "unknown"
    ? "The carrier may have it: it is asked first"
    : row.attempts === 0
    ? "Waits for its turn"
    : `Refused${row.error_code ? ` with ${row.error_code}` : ""}`;
  return (
    <p className="journey-wait" role="status">
      <span className="pill warn">{words}</span>
      {row.attempts > 0 && <span>{`${row.attempts} ${row.attempts === 1 ? "try" : "tries"}`}</span>}
      {row.status !== "sending" && row.attempts > 0 && (
        <span>{left > 0 ? `next in ${saySpan(left)}` : "next with the sweep"}</span>
      )}
    </p>
  );
}
