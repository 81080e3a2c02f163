import { useConversations } from "maskline/react";
import { useState } from "react";
import { ConversationView } from "./conversation_view.tsx";
import { describeFailure } from "./describe_failure.ts";

/** The user's conversations beside the one that is open, and a form to begin another. */
export function Conversations({ userId }: { userId: string }) {
  const { conversations, loading, error, hasMore, loadMore, create } = useConversations();
  const [open, setOpen] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const begin = async (form: FormData) => {
    setFailure(null);
    try {
      const { id } = await create({
        friendly_name: String(form.get("name")),
        participants: [{ user_id: userId }, { user_id: String(form.get("other")) }],
      });
      setOpen(id);
    } catch (error) {
      setFailure(describeFailure(error));
    }
  };

  return (
    <main className="conversations">
      <nav aria-label="Conversations">
        {loading && <p>Loading…</p>}
        {error && <p role="alert">{describeFailure(error)}</p>}
        {!loading && conversations.length === 0 && <p>None yet.</p>}
        <ul>
          {conversations.map(({ id, friendly_name, status, masked_number }) => (
            <li key={id}>
              <button
                type="button"
                aria-current={id === open ? "true" : undefined}
                onClick={() => setOpen(id)}
              >
                <strong>{friendly_name ?? masked_number}</strong>
                {status === "closed" && " (ended)"}
              </button>
            </li>
          ))}
        </ul>
        {hasMore && <button type="button" onClick={loadMore}>More</button>}
        <form action={begin}>
          <h2>Begin another</h2>
          <label>
            What it is about
            <input name="name" required maxLength={255} />
          </label>
          <label>
            User ID of the other person
            <input name="other" required />
          </label>
          <button type="submit">Begin</button>
          {failure && <p role="alert">{failure}</p>}
        </form>
      </nav>
      {open && <ConversationView key={open} id={open} userId={userId} />}
    </main>
  );
}
