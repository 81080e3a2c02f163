import type { Session, SupabaseClient } from "@supabase/supabase-js";
import { useEffect, useState } from "react";
import { Conversations } from "./conversations.tsx";
import { OwnNumber } from "./own_number.tsx";
import { SignIn } from "./sign_in.tsx";

/** The login, and behind it the user's conversations. */
export function App({ supabase }: { supabase: SupabaseClient }) {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    const { data } = supabase.auth.onAuthStateChange((_event, session) => setSession(session));
    return () => data.subscription.unsubscribe();
  }, [supabase]);

  if (!session) return <SignIn supabase={supabase} />;
  return (
    <div className="app">
      <header>
        <h1>Conversations</h1>
        <p>
          {session.user.email}
          <button type="button" onClick={() => supabase.auth.signOut()}>Sign out</button>
        </p>
        <OwnNumber userId={session.user.id} />
      </header>
      <Conversations userId={session.user.id} />
    </div>
  );
}
