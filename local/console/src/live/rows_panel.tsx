import type { Message } from "maskline";
import type { Rows } from "../stack/live_data.ts";
import { type Person, personOf } from "./cast.ts";
import "./rows_panel.css";
import { sayMoment } from "./say_time.ts";

const SHOWN = 12;

/** What is written in the database: nothing that is anybody's number or words. */
export function RowsPanel({ rows, cast, messages }: {
  rows: Rows | null;
  cast: Person[];
  messages: Message[];
}) {
  if (!rows?.conversation) {
    return <p className="empty">The rows of a conversation show here, as Postgres holds them.</p>;
  }
  return (
    <div className="rows">
      <section aria-labelledby="rows-seats">
        <h3 id="rows-seats" className="mono">phone_conversation_participants</h3>
        {rows.seats.map((seat) => {
          const person = personOf(cast, seat);
          return (
            <dl key={seat.id} className={`row ${person ? `person-${person.hue}` : ""}`}>
              <Cell name="label" kind="plain" value={seat.label} />
              <Cell name="proxy_number" kind="plain" value={seat.proxy_number} />
              <Cell name="phone_hash" kind="hash" value={seat.phone_hash} />
              <Cell name="phone_encrypted" kind="ciphertext" value={seat.phone_encrypted} />
            </dl>
          );
        })}
      </section>
      <section aria-labelledby="rows-messages">
        <h3 id="rows-messages" className="mono">sms_messages</h3>
        {rows.messages.length === 0 && <p className="soft">No rows yet.</p>}
        {rows.messages.slice(0, SHOWN).map((message) => (
          <dl key={message.id} className="row">
            <Cell name="created_at" kind="plain" value={sayMoment(message.created_at)} />
            <Cell name="outcome" kind="plain" value={message.outcome} />
            <Cell name="body_encrypted" kind="ciphertext" value={message.body_encrypted} />
            <div className="row-api">
              <dt>The API says, to those who may see it</dt>
              <dd>{messages.find(({ id }) => id === message.id)?.body ?? "nothing"}</dd>
            </div>
          </dl>
        ))}
        {rows.messages.length > SHOWN && (
          <p className="soft">{`The latest ${SHOWN} of ${rows.messages.length}.`}</p>
        )}
      </section>
    </div>
  );
}

function Cell({ name, kind, value }: {
  name: string;
  kind: "plain" | "hash" | "ciphertext";
  value: string | null;
}) {
  return (
    <div className={`cell ${kind}`}>
      <dt>
        <span className="mono">{name}</span>
        {kind !== "plain" && <span>{kind === "hash" ? "keyed hash" : "ciphertext"}</span>}
      </dt>
      <dd className="mono">{value ?? "null"}</dd>
    </div>
  );
}
