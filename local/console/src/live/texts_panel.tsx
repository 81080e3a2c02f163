import type { Conversation, Message } from "maskline";
import type { useMessages } from "maskline/react";
import { type FormEvent, memo, useMemo, useState } from "react";
import type { ForwardRow, LiveData } from "../stack/live_data.ts";
import { type Person, personOf } from "./cast.ts";
import { Journey } from "./journey.tsx";
import { sayMoment } from "./say_time.ts";
import "./texts_panel.css";

/** As many as the rows may be of. */
const RECENT = 200;

type Seat = Conversation["participants"][number];

/** Each text of the conversation on its way, the latest first, as the API tells whoever is signed in. */
export const TextsPanel = memo(function TextsPanel({ cast, seats, texts, live }: {
  cast: Person[];
  seats: Seat[];
  texts: ReturnType<typeof useMessages>;
  live: LiveData;
}) {
  const { messages, pending, loading, hasOlder, loadOlder } = texts;
  const { rows, phones } = live;
  const forwards = useMemo(
    () => Object.groupBy(rows?.forwards ?? [], ({ message_id }) => message_id),
    [rows],
  );
  // When the sender pressed the button: only the telephone knows, by the carrier's id of the text.
  const pressed = useMemo(() => {
    const texts = Object.values(phones).flatMap(({ texts }) => texts.slice(-RECENT));
    const out = new Map(
      texts.filter(({ direction }) => direction === "out").map(({ sid, at }) => [sid, at]),
    );
    return new Map(rows?.messages.map(({ id, provider_sid }) => [id, out.get(provider_sid ?? "")]));
  }, [rows, phones]);

  return (
    <div className="texts">
      <Say send={texts.send} disabled={seats.length === 0} />
      {pending.map(({ key, body, error }) => (
        <p key={key} className={error ? "notice" : "soft"} role={error ? "alert" : undefined}>
          {error ? `${error.message}` : `Posting "${body}"`}
          {error && (
            <button
              type="button"
              className="button"
              onClick={() => texts.discard(key)}
            >
              Dismiss
            </button>
          )}
        </p>
      ))}
      {!loading && messages.length === 0 && (
        <p className="empty">
          Nothing has been said yet. Text from one of the telephones: each step of it shows here.
        </p>
      )}
      <ol className="texts-list" aria-label="Texts, the latest first">
        {messages.toReversed().map((message) => (
          <Text
            key={message.id}
            message={message}
            cast={cast}
            seats={seats}
            forwards={forwards[message.id]}
            pressed={pressed.get(message.id)}
          />
        ))}
      </ol>
      {hasOlder && (
        <button type="button" className="button texts-older" onClick={() => loadOlder()}>
          Show older texts
        </button>
      )}
    </div>
  );
});

const OUTCOMES: Record<string, string> = {
  conversation_closed: "Too late: not relayed",
  opt_out: "STOP: opted out",
  opt_in: "START: texted again",
  help: "HELP",
  opted_out: "Opted out: not relayed",
  blocked: "Held back",
  rate_limited: "Over the limit: not relayed",
  not_started: "Too early: not relayed",
  alone: "Nobody else yet: not relayed",
  loop: "From a number of ours: not relayed",
  leave: "LEAVE",
  mute: "MUTE",
  unmute: "UNMUTE",
};

const Text = memo(
  function Text({ message, cast, seats, forwards, pressed }: {
    message: Message;
    cast: Person[];
    seats: Seat[];
    forwards: ForwardRow[] | undefined;
    pressed: string | undefined;
  }) {
    const { sender_participant_id, body, media, outcome, created_at } = message;
    const seatOf = (id: string | null) => seats.find((seat) => seat.id === id);
    const nameAt = (id: string | null) => {
      const seat = seatOf(id);
      return seat ? personOf(cast, seat)?.name ?? seat.label ?? "Somebody" : null;
    };
    const sender = seatOf(sender_participant_id);
    const person = sender && personOf(cast, sender);
    return (
      <li className={`text ${person ? `person-${person.hue}` : "notice-of-ours"}`}>
        <header>
          <strong>{nameAt(sender_participant_id) ?? "Maskline"}</strong>
          {outcome !== "forwarded" && (
            <span className="pill warn">{OUTCOMES[outcome] ?? outcome}</span>
          )}
          <time className="mono" dateTime={created_at}>{sayMoment(pressed ?? created_at)}</time>
        </header>
        {body && <p className="text-body">{body}</p>}
        {media?.some((file) => file !== null) && (
          <p className="text-media">
            {media.map((file, index) =>
              file?.url && file.content_type.startsWith("image/")
                ? <img key={index} src={file.url} alt="A picture that was relayed" loading="lazy" />
                : null
            )}
          </p>
        )}
        {message.forwards.map((forward) => (
          <Journey
            key={forward.id}
            recipient={nameAt(forward.recipient_participant_id) ?? "Somebody"}
            forward={forward}
            row={forwards?.find(({ id }) => id === forward.id)}
            received={message.direction === "inbound" ? pressed ?? created_at : null}
            stored={created_at}
          />
        ))}
      </li>
    );
  },
  (before, after) =>
    same(before.message, after.message) && same(before.forwards, after.forwards) &&
    same(before.seats, after.seats) && before.pressed === after.pressed,
);

/** Most are the very same; what was asked for again often says the same. */
function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** What whoever is signed in says in the app: the others get it by text. */
function Say({ send, disabled }: { send: (body: string) => Promise<void>; disabled: boolean }) {
  const [body, setBody] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() === "") return;
    setBody("");
    send(body.trim());
  };
  return (
    <form className="say" onSubmit={submit}>
      <input
        className="input"
        aria-label="Write in the app"
        placeholder="Write in the app, as the one who is signed in"
        maxLength={1600}
        disabled={disabled}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      <button type="submit" className="button" disabled={disabled || body.trim() === ""}>
        Post
      </button>
    </form>
  );
}
