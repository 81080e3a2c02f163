import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { createMaskline } from "../../../client/src/index.ts";
import {
  MasklineProvider,
  useConversations,
  useMessages,
} from "../../../client/src/react/index.ts";
import { until } from "../../../local/process/until.ts";
import { openPage } from "../support/open_page.ts";
import { applyRealtimeShape } from "../support/realtime_shape.ts";
import { startRealtime } from "../support/start_realtime.ts";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("The hooks hear of changes over Realtime, from the database to the page", async (t) => {
  const stack = await startTestStack();
  await applyRealtimeShape(stack.sql);
  await stack.sql`select masking.signal_changes()`;
  const realtime = await startRealtime(stack.sql, stack.status.api_url);
  const { users, publishable_key } = stack.status;
  const supabase = createClient(realtime.url, publishable_key, {
    auth: { autoRefreshToken: false, persistSession: false },
  });
  const ben = await stack.signIn(1);
  const bens = createMaskline(ben.client);
  const page = openPage();
  const { createElement, StrictMode } = await import("react");
  const { cleanup, renderHook } = await import("@testing-library/react");
  // Where the page asked again and again it would do so only after the test.
  const client = createMaskline(supabase, { pollSeconds: 3_600 });
  const hook = <T>(use: () => T) =>
    renderHook(use, {
      wrapper: ({ children }) =>
        createElement(StrictMode, null, createElement(MasklineProvider, { client }, children)),
    });
  const asked = (path: string) => realtime.requests.filter((line) => line === `GET ${path}`).length;
  const joined = (count: number) =>
    until(`${count} channels are joined`, () => realtime.joined().length === count);
  const topic = `realtime:maskline:${users[0]!.id}`;

  try {
    const { email, password, id: ana } = users[0]!;
    await supabase.auth.signInWithPassword({ email, password });
    const both = { participants: [{ user_id: ana }, { user_id: ben.id }] };

    await t.step("one channel serves all hooks", async () => {
      const { result } = hook(() => useConversations());
      const made = await bens.conversations.create(both);
      const messages = hook(() => useMessages(made.id));
      await joined(1);
      assert.deepEqual(realtime.joined(), [topic]);
      await until("what was made before is shown", () => result.current.conversations.length === 1);

      await stack.text(ben.phone, made.masked_number!, "Hello");
      await until("the text is shown", () => messages.result.current.messages[0]?.body === "Hello");
      await until(
        "its delivery is shown",
        () => messages.result.current.messages[0]?.forwards[0]?.status === "delivered",
      );
      await bens.conversations.close(made.id);
      await until("the end is shown", () => result.current.conversations[0]?.status === "closed");
    });

    await t.step("the channel is left with the last hook, and while nobody looks", async () => {
      page.show(false);
      await joined(0);
      page.show(true);
      await joined(1);
      cleanup();
      await joined(0);
      await bens.conversations.create(both);
      const before = realtime.requests.length;
      await stack.sql`select pg_notify('realtime', '{"topic":"nobody"}')`;
      assert.equal(realtime.requests.length, before);
    });

    await t.step("nobody joins the channel of another user", async () => {
      const status = await new Promise((resolve) =>
        supabase.channel(`maskline:${ben.id}`, { config: { private: true } }).subscribe(resolve)
      );
      assert.equal(status, "CHANNEL_ERROR");
      await supabase.removeAllChannels();
    });

    await t.step("where Realtime breaks off, the page asks again and again", async () => {
      const polling = createMaskline(supabase, { pollSeconds: 0.05 });
      const { result } = renderHook(() => useConversations(), {
        wrapper: ({ children }) => createElement(MasklineProvider, { client: polling, children }),
      });
      await joined(1);
      await until("the list is there", () => result.current.conversations.length === 2);
      realtime.break();
      const before = asked("/masking/conversations");
      await until("it asks", () => asked("/masking/conversations") > before + 3);
      const made = await bens.conversations.create(both);
      await until("what is new is shown", () => result.current.conversations[0]?.id === made.id);
      cleanup();
    });
  } finally {
    cleanup();
    await page.close();
    await supabase.removeAllChannels();
    await realtime.stop();
    await stack.stop();
  }
});
