import type { Session, SupabaseClient } from "@supabase/supabase-js";
import { useEffect, useState } from "react";

/** Who is signed in: a session, null for nobody, undefined until that is known. */
export function useSession(supabase: SupabaseClient): Session | null | undefined {
  const [session, setSession] = useState<Session | null | undefined>(undefined);
  useEffect(() => {
    const { data } = supabase.auth.onAuthStateChange((_event, session) => setSession(session));
    return () => data.subscription.unsubscribe();
  }, [supabase]);
  return session;
}
