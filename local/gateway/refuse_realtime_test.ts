import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { startGateway } from "./start_gateway.ts";

Deno.test("A page that listens to Realtime is told that there is none", async () => {
  const gateway = startGateway({
    port: 0,
    functions: () => ({}),
    auth: () => () => Promise.resolve(new Response()),
    storage: () => Promise.resolve(new Response()),
  });
  const supabase = createClient(gateway.url, "sb_publishable_1", {
    auth: { autoRefreshToken: false, persistSession: false },
  });
  try {
    const answer = await new Promise((resolve) =>
      supabase.channel("any").subscribe((status, error) => resolve(`${status} ${error?.message}`))
    );
    assert.match(String(answer), /^CHANNEL_ERROR RealtimeDisabled/);
    assert.equal((await fetch(`${gateway.url}/realtime/v1/websocket`)).status, 426);
  } finally {
    await supabase.removeAllChannels();
    await gateway.stop();
  }
});
