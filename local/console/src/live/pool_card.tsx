import type { Binding, PoolRow, SeatRow } from "../stack/live_data.ts";
import { type Person, personOf } from "./cast.ts";
import "./pool_card.css";
import { sayNumber } from "./say_number.ts";
import { saySpan } from "./say_time.ts";
import { useNow } from "./use_now.ts";

/** The numbers of the pool, and whom each is lent to: filled while it is live, hollow while it cools down. */
export function PoolCard({ pool, conversationId, cast, seats }: {
  pool: PoolRow[] | null;
  conversationId: string | null;
  cast: Person[];
  seats: SeatRow[];
}) {
  const now = useNow();
  const all = pool?.flatMap(({ bindings }) => bindings) ?? [];
  const cooling = all.filter(({ cooldown_until }) => cooldown_until !== null).length;
  // One person has one hash, whatever the label.
  const personBehind = (binding: Binding) =>
    personOf(cast, binding) ??
      personOf(cast, seats.find(({ phone_hash }) => phone_hash === binding.phone_hash) ?? binding);

  return (
    <section className="card pool" aria-labelledby="pool-title" aria-busy={pool === null}>
      <header className="pool-head">
        <h2 id="pool-title">Pool</h2>
        <p>
          <span>{`${all.length - cooling} live`}</span>
          <span className="cooling">{`${cooling} cooling down`}</span>
        </p>
      </header>
      <ul className="pool-numbers">
        {(pool ?? Array.from({ length: 10 }, () => null)).map((row, index) =>
          row === null ? <li key={index} className="pool-number" /> : (
            <li
              key={row.number}
              className={`pool-number ${row.status}${
                row.bindings.some((binding) => binding.conversation_id === conversationId)
                  ? " ours"
                  : ""
              }`}
            >
              <span className="unseen">{`${sayNumber(row.number)}, ${row.status}: `}</span>
              <span className="pool-digits" aria-hidden="true">{row.number.slice(-4)}</span>
              <span className="pool-bindings">
                {row.bindings.map((binding) => {
                  const person = personBehind(binding);
                  const until = binding.cooldown_until;
                  const name = person?.name ?? binding.label ?? "Somebody";
                  const state = until === null
                    ? "live"
                    : `cooling down for ${saySpan(Date.parse(until) - now)}`;
                  return (
                    <span
                      key={binding.participant_id}
                      className={`pool-binding ${until === null ? "live" : "cools"} ${
                        person ? `person-${person.hue}` : ""
                      }`}
                      title={`${name}: ${state}`}
                    >
                      <span className="unseen">{`${name}, ${state}. `}</span>
                    </span>
                  );
                })}
                {row.bindings.length === 0 && <span className="pool-free">free</span>}
              </span>
            </li>
          )
        )}
      </ul>
    </section>
  );
}
