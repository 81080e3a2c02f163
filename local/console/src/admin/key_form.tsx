import { type FormEvent, useState } from "react";
import { Icon } from "../design/icon.tsx";
import { callService, ServiceError } from "./call_service.ts";

/** Takes a secret key and hands it on once the API has accepted it. */
export function KeyForm({ apiUrl, refusal, onKey }: {
  apiUrl: string;
  refusal: string | null;
  onKey: (key: string) => void;
}) {
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState(refusal);

  const open = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await callService(apiUrl, key.trim(), "/health");
      onKey(key.trim());
    } catch (error) {
      setFailure(describe(key.trim(), error as ServiceError));
      setBusy(false);
    }
  };

  return (
    <main className="admin-door">
      <section className="card admin-key" aria-labelledby="admin-key-title">
        <h1 id="admin-key-title">Look behind the numbers</h1>
        <p className="soft" id="admin-key-words">
          Paste the secret key that <code className="mono">task start</code>{" "}
          printed. It stays in the memory of this page: it is not stored, and a reload forgets it.
        </p>
        <form onSubmit={open}>
          <label className="field">
            <span>Secret key</span>
            <input
              className="input mono"
              type="password"
              autoComplete="off"
              spellCheck={false}
              required
              maxLength={200}
              placeholder="sb_secret_…"
              aria-describedby="admin-key-words"
              value={key}
              onChange={(event) => setKey(event.target.value)}
            />
          </label>
          <button type="submit" className="button main" disabled={busy}>
            {busy ? <span className="spinner" /> : <Icon name="key" />} Open
          </button>
        </form>
        <div role="alert">{failure && <p className="notice">{failure}</p>}</div>
      </section>
    </main>
  );
}

function describe(key: string, error: ServiceError): string {
  if (key.startsWith("sb_publishable_")) {
    return "This is the publishable key, which anybody may have. Paste the secret one: it begins with sb_secret_.";
  }
  if (["not_authenticated", "forbidden"].includes(error.code)) {
    return "This is no secret key of this stack. Each start makes a new one: copy it from the terminal.";
  }
  return `${error.message}. Try again.`;
}
