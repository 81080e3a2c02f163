import type { Conversation } from "maskline";
import { useState } from "react";
import type { Rows } from "../stack/live_data.ts";
import { type Person, personOf } from "./cast.ts";
import { sayNumber } from "./say_number.ts";
import "./wire.css";

type Seat = Conversation["participants"][number];

/** The people of a conversation at both ends of the number between them, and each text as it passes. */
export function Wire({ conversation, people, cast, rows }: {
  conversation: Conversation;
  /** In the order of their telephones: every other one is at the left. */
  people: Person[];
  cast: Person[];
  rows: Rows | null;
}) {
  const { masked_number: masked, participants, status } = conversation;
  const sideOf = (seat: Seat | undefined) => {
    const person = seat && personOf(cast, seat);
    return person && people.indexOf(person) % 2 === 0 ? "left" : "right";
  };
  const latest = rows?.messages[0];
  // What had passed before this was opened does not pass again.
  const [seen] = useState(latest?.id);
  const sender = participants.find(({ id }) => id === latest?.sender_participant_id);
  const passes = latest && latest.id !== seen && sender && latest.outcome === "forwarded";
  const waits = rows?.forwards.some((one) => ["queued", "sending", "unknown"].includes(one.status));
  const pulse = (side: "left" | "right") => {
    if (!passes) return null;
    const leaves = sideOf(sender) === side;
    const sent = rows.forwards.some((one) => one.message_id === latest.id && one.sent_at);
    if (!leaves && !sent) return null;
    const person = personOf(cast, sender);
    return (
      <span
        key={latest.id}
        className={`wire-pulse ${leaves ? "leaves" : "arrives"} ${
          person ? `person-${person.hue}` : ""
        }`}
      />
    );
  };
  const end = (side: "left" | "right") => (
    <ul className={`wire-people ${side}`}>
      {participants.filter((seat) => sideOf(seat) === side).map((seat) => {
        const person = personOf(cast, seat);
        const name = person?.name ?? seat.label ?? "Somebody";
        return (
          <li key={seat.id} className={person ? `person-${person.hue}` : ""}>
            <span className="avatar" aria-hidden="true">{name.slice(0, 1)}</span>
            <span>
              {name}
              <span className={masked ? "unseen" : "wire-own"}>
                {` texts ${sayNumber(seat.proxy_number)}`}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );

  return (
    <div className={`wire ${status}`}>
      {end("left")}
      <span className="wire-line left" aria-hidden="true">{pulse("left")}</span>
      <h2 className={waits ? "wire-number waits" : "wire-number"} id="conversation-title">
        <small>{masked ? "Masked number" : "A number each"}</small>
        {masked ? sayNumber(masked) : `${participants.length} numbers`}
      </h2>
      <span className="wire-line right" aria-hidden="true">{pulse("right")}</span>
      {end("right")}
    </div>
  );
}
