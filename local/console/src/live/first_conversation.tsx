import type { Conversation, NewConversation } from "maskline";
import { useState } from "react";
import { Icon } from "../design/icon.tsx";
import { backend } from "../stack/backend.ts";
import type { Person } from "./cast.ts";
import "./conversation_card.css";
import { ConversationDialog } from "./conversation_dialog.tsx";
import { useAction } from "./use_action.ts";

/** What there is before the first conversation: one click to have one. */
export function FirstConversation({ cast, userId, loading, create }: {
  cast: Person[];
  userId: string;
  loading: boolean;
  create: (input: NewConversation) => Promise<Conversation>;
}) {
  const { busy, failure, run } = useAction();
  const [asking, ask] = useState(false);
  if (loading) return <section className="card conversation waiting" aria-busy="true" />;

  const users = cast.filter((person) => person.userId !== null);
  const connect = () =>
    create({
      participants: users.map(({ userId, name }) => ({ user_id: userId!, label: name })),
      mode: "message_and_voice",
      expires_in: 3_600,
    });
  return (
    <section className="card conversation first" aria-labelledby="first-title">
      <h2 id="first-title">
        {`Connect ${users.map(({ name }) => name).join(" and ")}`}
      </h2>
      <p className="soft">
        They get one number out of the pool for an hour. Each texts and calls that number, and sees
        nothing else of the other.
      </p>
      <div className="conversation-actions">
        <button
          type="button"
          className="button main"
          disabled={busy !== null}
          onClick={() => run("connect", connect)}
        >
          {busy ? <span className="spinner" /> : <Icon name="bolt" size={16} />}
          Start a conversation
        </button>
        <button type="button" className="button" onClick={() => ask(true)}>Choose people</button>
      </div>
      {failure && <p className="notice" role="alert">{failure}</p>}
      <ConversationDialog
        open={asking}
        cast={cast}
        userId={userId}
        close={() => ask(false)}
        create={async (input, asBackend) => {
          if (asBackend) await backend.create(input);
          else await create(input);
        }}
      />
    </section>
  );
}
