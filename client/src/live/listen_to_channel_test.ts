import assert from "node:assert/strict";
import type { SupabaseLike } from "../create_call.ts";
import type { Change } from "./changes.ts";
import { createChanges } from "./create_changes.ts";

type Channel = {
  topic: string;
  status?: (status: string) => void;
  hear?: (event: unknown) => void;
};

/** A client that is signed in, and whose channels the test joins and breaks. */
function setUp() {
  const channels: Channel[] = [];
  const log: string[] = [];
  let tellSession = (_event: string, _session: unknown) => {};
  const supabase = {
    auth: {
      onAuthStateChange(listener: typeof tellSession) {
        tellSession = listener;
        log.push("watch session");
        return { data: { subscription: { unsubscribe: () => log.push("leave session") } } };
      },
    },
    realtime: { setAuth: () => Promise.resolve() },
    channel(topic: string, options: { config: { private: boolean } }) {
      assert.equal(options.config.private, true);
      const channel: Channel = { topic };
      channels.push(channel);
      log.push(`join ${topic}`);
      const handle = {
        channel,
        on: (_type: string, _filter: unknown, hear: (event: unknown) => void) => {
          channel.hear = hear;
          return handle;
        },
        subscribe: (status: (status: string) => void) => {
          channel.status = status;
          return handle;
        },
      };
      return handle;
    },
    removeChannel(handle: { channel: Channel }) {
      log.push(`leave ${handle.channel.topic}`);
      return Promise.resolve("ok");
    },
  } as unknown as SupabaseLike;
  const sessions: string[] = [];
  const heard: Change[] = [];
  const changes = createChanges(supabase, {});
  return {
    channels,
    log,
    sessions,
    heard,
    supabase,
    signIn: (id: string | null) => tellSession("SIGNED_IN", id && { user: { id } }),
    watch: () =>
      changes.watch({
        onSession: ({ identity, live }) => sessions.push(`${identity} ${live}`),
        onChange: (change) => heard.push(change),
      }),
    settled: () => new Promise((resolve) => setTimeout(resolve)),
  };
}

Deno.test("changes come over one private channel of the user, however many watch", async () => {
  const { channels, log, sessions, heard, supabase, signIn, watch, settled } = setUp();
  const stops = [watch(), watch()];
  signIn("ana");
  await settled();
  assert.equal(createChanges(supabase, {}), createChanges(supabase, {}));
  assert.deepEqual(channels.map(({ topic }) => topic), ["maskline:ana"]);
  channels[0]!.status!("SUBSCRIBED");
  channels[0]!.hear!({ payload: { kind: "messages", conversation_id: "1" } });
  assert.deepEqual(sessions.slice(-2), ["ana true", "ana true"]);
  assert.equal(heard.length, 2);
  for (const stop of stops) stop();
  await settled();
  assert.deepEqual(log, [
    "watch session",
    "join maskline:ana",
    "leave session",
    "leave maskline:ana",
  ]);
});

Deno.test("what is unmounted and mounted in one go keeps its channel", async () => {
  const { log, signIn, watch, settled } = setUp();
  const first = watch();
  signIn("ana");
  await settled();
  first();
  const second = watch();
  await settled();
  assert.deepEqual(log, ["watch session", "join maskline:ana"]);
  second();
  await settled();
});

Deno.test("a channel that fails is left, and joined again later", async () => {
  const { channels, log, sessions, signIn, watch, settled } = setUp();
  const stop = watch();
  signIn("ana");
  await settled();
  channels[0]!.status!("CHANNEL_ERROR");
  channels[0]!.status!("SUBSCRIBED");
  await settled();
  assert.equal(sessions.at(-1), "ana false");
  assert.equal(log.at(-1), "leave maskline:ana");
  // Nothing is left waiting.
  stop();
  await settled();
  assert.equal(channels.length, 1);
});

Deno.test("another user has another channel, and hears nothing of the former's", async () => {
  const { channels, heard, sessions, signIn, watch, settled } = setUp();
  const stop = watch();
  signIn("ana");
  await settled();
  channels[0]!.status!("SUBSCRIBED");
  signIn("ben");
  channels[0]!.hear!({ payload: { kind: "messages", conversation_id: "1" } });
  channels[0]!.status!("CLOSED");
  await settled();
  assert.deepEqual(heard, []);
  assert.deepEqual(channels.map(({ topic }) => topic), ["maskline:ana", "maskline:ben"]);
  signIn(null);
  assert.deepEqual(sessions, [
    "undefined false",
    "ana false",
    "ana true",
    "ben false",
    "null false",
  ]);
  stop();
  await settled();
});

Deno.test("nobody is left behind who goes before the channel was joined", async () => {
  const { channels, log, signIn, watch, settled } = setUp();
  const stop = watch();
  signIn("ana");
  stop();
  await settled();
  assert.deepEqual([channels.length, log], [0, ["watch session", "leave session"]]);
});
