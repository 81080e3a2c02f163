import { useConversation, useMessages } from "maskline/react";
import { useState } from "react";
import { describeFailure } from "./describe_failure.ts";

/** One conversation: what was said, with its delivery, and what can be done. */
export function ConversationView({ id, userId }: { id: string; userId: string }) {
  const { conversation, error, close } = useConversation(id);
  const messages = useMessages(id);
  const [failure, setFailure] = useState<string | null>(null);
  if (error && !conversation) return <p role="alert">{describeFailure(error)}</p>;
  if (!conversation) return <p>Loading…</p>;

  const me = conversation.participants.find(({ user_id }) => user_id === userId);
  const end = () => close().catch((error) => setFailure(describeFailure(error)));
  return (
    <section aria-labelledby="about">
      <h2 id="about">{conversation.friendly_name ?? "Conversation"}</h2>
      <p>
        {conversation.status === "active"
          ? <>From your phone, text {me?.proxy_number}.</>
          : <>This conversation has ended.</>}
      </p>
      {failure && <p role="alert">{failure}</p>}
      {messages.hasOlder && <button type="button" onClick={messages.loadOlder}>Older</button>}
      <ol aria-label="Messages">
        {messages.messages.map(({ id, body, sender_participant_id, forwards }) => (
          <li key={id} className={sender_participant_id === me?.id ? "mine" : undefined}>
            <span>{body ?? "(not kept any more)"}</span>
            {sender_participant_id === me?.id && <small>{forwards[0]?.status}</small>}
          </li>
        ))}
        {messages.pending.map(({ key, body, error }) => (
          <li key={key} className="mine">
            <span>{body}</span>
            {error
              ? (
                <>
                  <small role="alert">{describeFailure(error)}</small>
                  <button type="button" onClick={() => messages.retry(key)}>Try again</button>
                  <button type="button" onClick={() => messages.discard(key)}>Discard</button>
                </>
              )
              : <small>sending</small>}
          </li>
        ))}
      </ol>
      {conversation.status === "active" && (
        <>
          <form action={(form) => messages.send(String(form.get("body")))}>
            <label>
              Message
              <input name="body" required maxLength={1600} autoComplete="off" />
            </label>
            <button type="submit">Send</button>
          </form>
          <button type="button" onClick={end}>End conversation</button>
        </>
      )}
    </section>
  );
}
