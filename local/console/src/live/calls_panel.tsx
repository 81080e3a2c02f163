import type { Call, Conversation } from "maskline";
import { useMaskline } from "maskline/react";
import { type ReactNode, useEffect, useState } from "react";
import { Icon } from "../design/icon.tsx";
import type { Rows } from "../stack/live_data.ts";
import "./calls_panel.css";
import { type Person, personOf } from "./cast.ts";
import { saySecond, saySpan } from "./say_time.ts";
import { useAction } from "./use_action.ts";

type Seat = Conversation["participants"][number];

const STATUSES: Record<Call["status"], [tone: string, words: string]> = {
  queued: ["busy", "To be rung"],
  ringing: ["busy", "Ringing"],
  in_progress: ["good", "Talking"],
  completed: ["", "Over"],
  busy: ["warn", "Busy"],
  no_answer: ["warn", "No answer"],
  failed: ["bad", "Failed"],
  canceled: ["", "Hung up"],
};

/** The calls of the conversation, the latest first, with everybody who was rung for each. */
export function CallsPanel({ id, cast, seats, rows }: {
  id: string | null;
  cast: Person[];
  seats: Seat[];
  rows: Rows | null;
}) {
  const { calls: api } = useMaskline();
  const [calls, setCalls] = useState<Call[]>([]);
  const { busy, failure, run } = useAction();
  // Asked for anew whenever a row of a call has changed.
  const state = JSON.stringify(rows?.calls ?? []);
  useEffect(() => {
    if (id === null) return;
    const asking = new AbortController();
    api.list(id, { limit: 20 }, { signal: asking.signal })
      .then((page) => setCalls(page.calls))
      .catch(() => {});
    return () => asking.abort();
  }, [api, id, state]);

  const nameAt = (participantId: string | null) => {
    const seat = seats.find((one) => one.id === participantId);
    return seat ? personOf(cast, seat)?.name ?? seat.label ?? "Somebody" : "Somebody";
  };
  return (
    <div className="calls">
      <header>
        <p className="soft">
          Call from a telephone, or let the app ring yours and then the others.
        </p>
        <button
          type="button"
          className="button"
          disabled={id === null || busy !== null}
          onClick={() => run("start", () => api.start(id!))}
        >
          <Icon name="phone" size={16} />
          Ring us
        </button>
      </header>
      {failure && <p className="notice" role="alert">{failure}</p>}
      {calls.length === 0
        ? <p className="empty">Nobody has called yet.</p>
        : (
          <ol className="calls-list" aria-label="Calls, the latest first">
            {calls.map((call) => (
              <li key={call.id} className="call-row">
                <CallLine
                  name={nameAt(call.participant_id)}
                  call={{ ...call, status: statusOf(call) }}
                >
                  {call.direction === "inbound" ? "called" : "was rung for the app"}
                  <time className="mono" dateTime={call.created_at}>
                    {saySecond(call.created_at)}
                  </time>
                </CallLine>
                {call.legs.map((leg) => (
                  <CallLine key={leg.id} name={nameAt(leg.participant_id)} call={leg}>
                    {leg.accepted_at ? "pressed 1" : "was rung"}
                  </CallLine>
                ))}
              </li>
            ))}
          </ol>
        )}
    </div>
  );
}

/** Of somebody who calls the carrier tells the end alone: who talks shows in those who were rung. */
function statusOf({ status, legs }: Call): Call["status"] {
  const talks = legs.some((leg) => leg.status === "in_progress" && leg.accepted_at !== null);
  return status === "ringing" && talks ? "in_progress" : status;
}

function CallLine({ name, call, children }: {
  name: string;
  call: Pick<Call, "status" | "duration_seconds">;
  children: ReactNode;
}) {
  const [tone, words] = STATUSES[call.status];
  return (
    <p className="call-line">
      <strong>{name}</strong>
      <span>{children}</span>
      {call.duration_seconds
        ? <span className="mono">{saySpan(call.duration_seconds * 1_000)}</span>
        : null}
      <span className={`pill ${tone}`}>{words}</span>
    </p>
  );
}
