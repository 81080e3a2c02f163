import type { Conversation, ConversationChanges, NewConversation } from "maskline";
import { useMaskline } from "maskline/react";
import { useState } from "react";
import { Disclosure } from "../design/disclosure.tsx";
import { Icon } from "../design/icon.tsx";
import { backend } from "../stack/backend.ts";
import type { Rows } from "../stack/live_data.ts";
import type { Person } from "./cast.ts";
import "./conversation_card.css";
import { Countdown } from "./countdown.tsx";
import { ConversationDialog } from "./conversation_dialog.tsx";
import { sayClock } from "./say_time.ts";
import { useAction } from "./use_action.ts";
import { Wire } from "./wire.tsx";

const HOUR = 3_600;
const LONGER = [
  ["10 min", HOUR / 6],
  ["1 h", HOUR],
  ["1 day", 24 * HOUR],
] as const;

const REASONS: Record<string, string> = {
  expired: "Its time was up",
  idle: "Nobody had said anything",
  api: "The app closed it",
  participant: "Somebody in it ended it",
  erased: "Its people were erased",
};

/** The conversation that is shown: its numbers, its time, and what can be done to it. */
export function ConversationCard(
  { cast, userId, people, rows, conversations, conversation, choose, create, refresh }: {
    cast: Person[];
    userId: string;
    /** Those with a telephone here, in the order of these. */
    people: Person[];
    rows: Rows | null;
    conversations: Conversation[];
    conversation: Conversation | null;
    choose: (id: string) => void;
    create: (input: NewConversation) => Promise<Conversation>;
    refresh: () => Promise<void>;
  },
) {
  const { conversations: api } = useMaskline();
  const { busy, failure, run } = useAction();
  const [asking, ask] = useState(false);

  const dialog = (
    <ConversationDialog
      open={asking}
      cast={cast}
      userId={userId}
      close={() => ask(false)}
      create={async (input, asBackend) => {
        const made = await (asBackend ? backend.create(input) : create(input));
        choose(made.id);
      }}
    />
  );
  if (!conversation) return <section className="card conversation waiting">{dialog}</section>;

  const { id, status, expires_at: end } = conversation;
  const closed = status === "closed";
  // A user changes what that user created; the rest, as to open again what somebody ended, is for the app's backend.
  const own = conversation.leaks && conversation.closed_reason !== "participant";
  const update = (changes: ConversationChanges) =>
    own ? api.update(id, changes) : backend.update(id, changes);
  const act = (name: string, work: () => Promise<unknown>) =>
    run(name, async () => {
      await work();
      await refresh();
    });
  const extend = (seconds: number) => {
    const from = Math.max(Date.now(), Date.parse(end ?? "") || 0);
    return update({ expires_at: new Date(from + seconds * 1_000).toISOString() });
  };
  const expire = async () => {
    await update({ expires_in: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await backend.sweep();
  };

  return (
    <section className="card conversation" aria-labelledby="conversation-title">
      <header className="conversation-head">
        <label className="conversation-choice">
          <span className="unseen">Conversation</span>
          <select
            className="input"
            value={id}
            onChange={(event) => choose(event.target.value)}
          >
            {conversations.map((one) => <option key={one.id} value={one.id}>{titleOf(one)}
            </option>)}
          </select>
        </label>
        <button type="button" className="button" onClick={() => ask(true)}>
          <Icon name="plus" size={16} />
          New
        </button>
        <Disclosure label="More for this conversation" icon="more">
          <button type="button" onClick={() => act("lift", () => backend.liftBlock(id))}>
            Lift a block
            <small>After BLOCK or REPORT, so that it can be opened again</small>
          </button>
        </Disclosure>
      </header>
      <Wire key={id} conversation={conversation} people={people} cast={cast} rows={rows} />
      <div className="conversation-time">
        <span className={closed ? "pill" : "pill good"} role="status">
          {closed ? "Closed" : "Active"}
        </span>
        {closed
          ? <p className="soft">{REASONS[conversation.closed_reason ?? ""]}</p>
          : <Countdown end={end} from={conversation.created_at} />}
      </div>
      <div className="conversation-actions" role="group" aria-label="Change the conversation">
        {closed
          ? (
            <button
              type="button"
              className="button main"
              disabled={busy !== null}
              onClick={() => act("reopen", () => update({ status: "active" }))}
            >
              Reopen
            </button>
          )
          : (
            <>
              <div className="conversation-longer" role="group" aria-label="Extend">
                {LONGER.map(([name, seconds]) => (
                  <button
                    key={name}
                    type="button"
                    className="button"
                    aria-label={`Extend by ${name}`}
                    disabled={busy !== null}
                    onClick={() => act("extend", () => extend(seconds))}
                  >
                    +{name}
                  </button>
                ))}
              </div>
              <button
                type="button"
                className="button"
                disabled={busy !== null}
                onClick={() => act("expire", expire)}
              >
                {busy === "expire" && <span className="spinner" />}
                Expire now
              </button>
              <button
                type="button"
                className="button danger"
                disabled={busy !== null}
                onClick={() => act("close", () => api.update(id, { status: "closed" }))}
              >
                Close
              </button>
            </>
          )}
      </div>
      {failure && <p className="notice" role="alert">{failure}</p>}
      {dialog}
    </section>
  );
}

function titleOf({ friendly_name, participants, created_at, status }: Conversation): string {
  const names = friendly_name ?? participants.map(({ label }) => label ?? "?").join(", ");
  return `${names} · ${sayClock(created_at)}${status === "closed" ? " · closed" : ""}`;
}
