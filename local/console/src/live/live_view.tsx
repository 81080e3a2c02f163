import type { SupabaseClient } from "@supabase/supabase-js";
import { createMaskline } from "maskline";
import { MasklineProvider } from "maskline/react";
import { useMemo } from "react";
import type { Config } from "../stack/read_config.ts";
import { castOf } from "./cast.ts";
import { Stage } from "./stage.tsx";

/** The telephones, and between them what happens in the stack, for whoever is signed in. */
export function LiveView({ config, supabase, userId }: {
  config: Config;
  supabase: SupabaseClient;
  userId: string;
}) {
  // The console's server says at once when something has changed, so the client need not ask often.
  const client = useMemo(
    () => createMaskline(supabase, { realtime: false, pollSeconds: 60 }),
    [supabase],
  );
  const cast = useMemo(() => castOf(config), [config]);
  return (
    <MasklineProvider client={client}>
      <Stage cast={cast} userId={userId} />
    </MasklineProvider>
  );
}
