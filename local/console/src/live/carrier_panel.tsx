import { useEffect, useState } from "react";
import { type Faults, simulator } from "../stack/simulator.ts";
import "./carrier_panel.css";
import { sayClock } from "./say_time.ts";
import { useAction } from "./use_action.ts";
import type { Sweep } from "./use_sweep.ts";

type Fault = { name: string; title: string; words: string; on: number | boolean };

const FAULTS: Fault[] = [
  { name: "rate_limit", title: "Too many requests", words: "Refuses each text with 429", on: 1 },
  { name: "server_error", title: "Server error", words: "Refuses each text with 500", on: 1 },
  {
    name: "accept_then_timeout",
    title: "No answer",
    words: "Takes each text, and never says so",
    on: 1,
  },
  {
    name: "accept_then_error",
    title: "Wrong answer",
    words: "Takes each text, and says 500",
    on: 1,
  },
  { name: "undelivered", title: "Unreachable", words: "No text arrives on a telephone", on: 1 },
  { name: "slow_ms", title: "Slow", words: "Thinks for two seconds", on: 2_000 },
  { name: "repeat_webhook", title: "Repeats", words: "Calls each webhook twice", on: 1 },
  { name: "lose_webhook", title: "Forgets", words: "Calls no webhook of a text", on: 1 },
  { name: "lose_status", title: "Silent", words: "Never tells what became of a text", on: 1 },
  { name: "shuffle_status", title: "Disorder", words: "Tells statuses out of order", on: true },
];

/** What the simulated carrier does wrong, and the sweep that makes up for it. */
export function CarrierPanel({ sweep }: { sweep: Sweep }) {
  const [faults, setFaults] = useState<Faults | null>(null);
  const { failure, run } = useAction();
  useEffect(() => {
    run("read", async () => setFaults(await simulator.faults()));
  }, [run]);

  const change = async (changes: Faults) => {
    const before = faults;
    const after = { ...faults, ...changes };
    setFaults(after);
    if (!await run("set", () => simulator.setFaults(after))) setFaults(before);
  };
  const isOn = ({ name }: Fault) => Boolean(faults?.[name]);
  const off = Object.fromEntries(
    FAULTS.map(({ name, on }) => [name, typeof on === "boolean" ? false : 0]),
  );

  return (
    <div className="carrier">
      <section aria-labelledby="faults-title">
        <header>
          <h3 id="faults-title">Faults of the carrier</h3>
          <button
            type="button"
            className="button"
            disabled={!FAULTS.some(isOn)}
            onClick={() => change(off)}
          >
            All well again
          </button>
        </header>
        <ul className="carrier-faults">
          {FAULTS.map((fault) => (
            <li key={fault.name}>
              <label>
                <input
                  type="checkbox"
                  role="switch"
                  disabled={faults === null}
                  checked={isOn(fault)}
                  onChange={({ target }) =>
                    change({ [fault.name]: target.checked ? fault.on : off[fault.name]! })}
                />
                <span className="switch" aria-hidden="true" />
                <span>
                  <strong>{fault.title}</strong>
                  <small>{fault.words}</small>
                </span>
              </label>
            </li>
          ))}
        </ul>
        {failure && <p className="notice" role="alert">{failure}</p>}
      </section>
      <section aria-labelledby="sweep-title">
        <header>
          <h3 id="sweep-title">Sweep</h3>
          <button type="button" className="button" disabled={sweep.busy} onClick={sweep.sweep}>
            {sweep.busy && <span className="spinner" />}
            Sweep now
          </button>
        </header>
        <p className="soft">
          Tries again what waits, asks about what is unknown, and closes what is over. A hosted
          project does it every minute.
        </p>
        <label className="carrier-auto">
          <input
            type="checkbox"
            role="switch"
            checked={sweep.automatic}
            onChange={({ target }) => sweep.setAutomatic(target.checked)}
          />
          <span className="switch" aria-hidden="true" />
          Here also as soon as a text is due
        </label>
        <p className="carrier-last" role="status">
          {sweep.last && `${sayClock(sweep.last.at)}: ${sweep.last.did}`}
        </p>
      </section>
    </div>
  );
}
