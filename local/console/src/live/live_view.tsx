import type { SupabaseClient } from "@supabase/supabase-js";
import type { Config } from "../stack/read_config.ts";

/** The telephones, and between them what happens in the stack. */
export function LiveView(
  { userId }: { config: Config; supabase: SupabaseClient; userId: string },
) {
  return (
    <main className="shell-wait">
      <p>Signed in: {userId}</p>
    </main>
  );
}
