import { useEffect, useRef } from "react";
import { Icon } from "../design/icon.tsx";
import { sayNumber } from "../live/say_number.ts";
import { saySpan } from "../live/say_time.ts";
import { useAction } from "../live/use_action.ts";
import { useNow } from "../live/use_now.ts";
import type { PhoneCall } from "../stack/live_data.ts";
import { simulator } from "../stack/simulator.ts";
import "./call_screen.css";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** A telephone that rings, or on which somebody talks. */
export function CallScreen({ phone, call }: { phone: string; call: PhoneCall }) {
  const { failure, run } = useAction();
  const rings = call.direction === "in" && call.status !== "in-progress";
  const number = sayNumber(call.direction === "in" ? call.from : call.to);
  const first = useRef<HTMLButtonElement>(null);
  // Who uses the keyboard on this telephone goes on there; nobody is taken from another one.
  useEffect(() => {
    const screen = first.current?.closest(".phone");
    if (screen?.contains(document.activeElement)) first.current?.focus();
  }, [rings]);

  return (
    <div className="call" role="group" aria-label={`Call with ${number}`}>
      <div className="call-who">
        <span className={rings ? "silhouette big rings" : "silhouette big"} aria-hidden="true" />
        <strong className="digits">{number}</strong>
        <p role="status">{sayState(call)}</p>
        {call.status === "in-progress" && <Duration since={call.at} />}
      </div>
      {call.heard.length > 0 && (
        <ol className="call-heard" aria-label="What was heard" aria-live="polite">
          {call.heard.slice(-3).map((words, index) => <li key={index}>{words}</li>)}
        </ol>
      )}
      {call.status === "in-progress" && (
        <div className="call-keys" role="group" aria-label="Keys">
          {KEYS.map((key) => (
            <button
              key={key}
              type="button"
              onClick={() => run("key", () => simulator.press(phone, call.sid, key))}
            >
              {key}
            </button>
          ))}
        </div>
      )}
      {failure && <p role="alert">{failure}</p>}
      <div className="call-ends">
        <button
          type="button"
          ref={rings ? undefined : first}
          className="call-button bad"
          aria-label={rings ? "Decline" : "Hang up"}
          onClick={() =>
            run("end", () =>
              rings ? simulator.reject(phone, call.sid) : simulator.hangUp(phone, call.sid))}
        >
          <Icon name="phone" size={22} />
        </button>
        {rings && (
          <button
            type="button"
            ref={first}
            className="call-button good"
            aria-label="Answer"
            onClick={() =>
              run("answer", () => simulator.answer(phone, call.sid))}
          >
            <Icon name="phone" size={22} />
          </button>
        )}
      </div>
    </div>
  );
}

function sayState({ direction, status, connected_to }: PhoneCall): string {
  if (status !== "in-progress") return direction === "in" ? "Incoming call" : "Calling";
  return connected_to.length > 0 ? "Connected" : "On the line";
}

function Duration({ since }: { since: string }) {
  const now = useNow();
  return <span className="call-time digits">{saySpan(Math.max(0, now - Date.parse(since)))}</span>;
}
