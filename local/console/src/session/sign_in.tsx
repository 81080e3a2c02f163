import type { SupabaseClient } from "@supabase/supabase-js";
import { type FormEvent, useState } from "react";
import { Icon } from "../design/icon.tsx";
import type { Config } from "../stack/read_config.ts";
import { nameOf } from "./name_of.ts";
import "../live/wire.css";
import "./sign_in.css";

/** One click signs in a demo user; the form does the same with any login. */
export function SignIn({ config, supabase }: { config: Config; supabase: SupabaseClient }) {
  const [first] = config.users;
  const [email, setEmail] = useState(first?.email ?? "");
  const [password, setPassword] = useState(first?.password ?? "");
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const signIn = async (login: { email: string; password: string }) => {
    setBusy(login.email);
    setFailure(null);
    const { error } = await supabase.auth.signInWithPassword(login);
    if (error) setFailure(`Sign in: ${error.message}`);
    setBusy(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn({ email, password });
  };

  return (
    <main className="sign-in">
      <section className="sign-in-words" aria-labelledby="welcome">
        <h1 id="welcome">Two people talk. Nobody sees a number.</h1>
        <p>
          Text, call and send pictures between simulated telephones, and watch each message travel
          through your own stack.
        </p>
        <Masked names={config.users.map(({ email }) => nameOf(email))} />
      </section>
      <section className="card sign-in-card" aria-labelledby="sign-in-title">
        <h2 id="sign-in-title">Sign in as a demo user</h2>
        <ul className="sign-in-users">
          {config.users.map((user, index) => (
            <li key={user.id}>
              <button
                type="button"
                className="sign-in-user"
                disabled={busy !== null}
                onClick={() => signIn(user)}
              >
                <span className={`avatar person-${index}`} aria-hidden="true">
                  {nameOf(user.email).slice(0, 1)}
                </span>
                <span>
                  <strong>Continue as {nameOf(user.email)}</strong>
                  <small>{user.email}</small>
                </span>
                {busy === user.email ? <span className="spinner" /> : <Icon name="send" />}
              </button>
            </li>
          ))}
        </ul>
        <details className="sign-in-form">
          <summary>Another login</summary>
          <form onSubmit={submit}>
            <label className="field">
              <span>E-mail</span>
              <input
                className="input"
                type="email"
                autoComplete="username"
                required
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            </label>
            <label className="field">
              <span>Password</span>
              <input
                className="input"
                type="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            </label>
            <button type="submit" className="button main" disabled={busy !== null}>Sign in</button>
          </form>
        </details>
        <div role="alert">{failure && <p className="notice">{failure}</p>}</div>
      </section>
    </main>
  );
}

/** What Maskline does, as a picture: a number stands between two people. */
function Masked({ names: [one = "A", other = "B"] }: { names: string[] }) {
  return (
    <div className="wire sign-in-wire" aria-hidden="true">
      <span className="avatar person-0">{one.slice(0, 1)}</span>
      <span className="wire-line left">
        <span className="wire-pulse leaves person-0" />
      </span>
      <span className="wire-number">+1 415 555 01••</span>
      <span className="wire-line right">
        <span className="wire-pulse arrives" />
      </span>
      <span className="avatar person-1">{other.slice(0, 1)}</span>
    </div>
  );
}
