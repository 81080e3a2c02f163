import type { SupabaseClient } from "@supabase/supabase-js";
import { useState } from "react";

/** A login by e-mail address and password. */
export function SignIn({ supabase }: { supabase: SupabaseClient }) {
  const [failure, setFailure] = useState<string | null>(null);
  const signIn = async (form: FormData) => {
    const [email, password] = [String(form.get("email")), String(form.get("password"))];
    const { error } = await supabase.auth.signInWithPassword({ email, password });
    setFailure(error?.message ?? null);
  };
  return (
    <main className="sign-in">
      <h1>Sign in</h1>
      <form action={signIn}>
        <label>
          E-mail address
          <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit">Sign in</button>
        {failure && <p role="alert">{failure}</p>}
      </form>
    </main>
  );
}
