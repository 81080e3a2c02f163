import type { NewConversation } from "maskline";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Person } from "./cast.ts";
import "./conversation_dialog.css";
import { useAction } from "./use_action.ts";

type LeakPolicy = NonNullable<NewConversation["leak_policy"]>;

const LIVES = [["1 minute", 60], ["10 minutes", 600], ["1 hour", 3_600], [
  "7 days",
  604_800,
]] as const;
const GUARDS: [LeakPolicy, string][] = [
  ["allow", "Relay texts as they are"],
  ["warn", "Warn who texts contact details"],
  ["redact", "Cross contact details out"],
  ["block", "Hold such texts back"],
];

/**
 * Asks whom to connect, and for how long. `asBackend` is true where only the app's backend may: people without a login, which also makes a
 * group.
 */
export function ConversationDialog({ open, cast, userId, close, create }: {
  open: boolean;
  cast: Person[];
  userId: string;
  close: () => void;
  create: (input: NewConversation, asBackend: boolean) => Promise<void>;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { busy, failure, run, forget } = useAction();
  const [chosen, choose] = useState(() => cast.filter((person) => person.userId !== null));
  const [life, setLife] = useState<number>(3_600);
  const [guard, setGuard] = useState<LeakPolicy>("allow");

  useEffect(() => {
    if (open) {
      forget();
      dialog.current?.showModal();
    } else dialog.current?.close();
  }, [open, forget]);

  const toggle = (person: Person) =>
    choose((people) =>
      cast.filter((one) => one === person ? !people.includes(one) : people.includes(one))
    );
  const asBackend = chosen.some((person) => person.userId === null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input: NewConversation = {
      participants: chosen.map(({ userId, phone, name }) =>
        userId ? { user_id: userId, label: name } : { phone, label: name }
      ),
      mode: "message_and_voice",
      expires_in: life,
      leak_policy: guard,
    };
    if (await run("create", () => create(input, asBackend))) close();
  };

  return (
    <dialog ref={dialog} className="new" aria-labelledby={title} onClose={close}>
      <form onSubmit={submit}>
        <h2 id={title}>New conversation</h2>
        <fieldset>
          <legend>People</legend>
          <div className="new-people">
            {cast.map((person) => (
              <label key={person.phone} className={`new-person person-${person.hue}`}>
                <input
                  type="checkbox"
                  checked={chosen.includes(person)}
                  disabled={person.userId === userId}
                  onChange={() =>
                    toggle(person)}
                />
                <span className="avatar" aria-hidden="true">{person.name.slice(0, 1)}</span>
                {person.name}
              </label>
            ))}
          </div>
        </fieldset>
        <label className="field">
          <span>Lives for</span>
          <select
            className="input"
            value={life}
            onChange={(event) => setLife(Number(event.target.value))}
          >
            {LIVES.map(([name, seconds]) => <option key={name} value={seconds}>{name}</option>)}
          </select>
        </label>
        <label className="field">
          <span>Leak guard</span>
          <select
            className="input"
            value={guard}
            onChange={(event) => setGuard(event.target.value as LeakPolicy)}
          >
            {GUARDS.map(([policy, name]) => <option key={policy} value={policy}>{name}</option>)}
          </select>
        </label>
        <p className="new-note">
          {asBackend
            ? "People without a login are named by number, which only the app's backend may: it creates this one."
            : "You create this one, with your own login."}
        </p>
        {failure && <p className="notice" role="alert">{failure}</p>}
        <div className="new-ends">
          <button type="button" className="button plain" onClick={close}>Cancel</button>
          <button
            type="submit"
            className="button main"
            disabled={busy !== null || chosen.length < 2}
          >
            {chosen.length > 2 ? `Connect ${chosen.length} people` : "Connect"}
          </button>
        </div>
      </form>
    </dialog>
  );
}
