import assert from "node:assert/strict";
import { MasklineError } from "../maskline_error.ts";
import type { Session } from "./changes.ts";
import { fakeChanges } from "./fake_changes.ts";
import { createLiveQuery } from "./live_query.ts";

/** A query whose answers the test gives, in the order in which they were asked for. */
function setUp(session?: Session, pollSeconds = 1_000) {
  const { changes, ...fake } = fakeChanges(session);
  const asked: {
    answer(text: string): void;
    fail(code: "rate_limited"): void;
    signal: AbortSignal;
  }[] = [];
  const query = createLiveQuery<string>({
    changes,
    pollSeconds,
    affects: (change) => change.kind === "messages",
    load: (_known, signal) =>
      new Promise((resolve, reject) =>
        asked.push({
          signal,
          answer: resolve,
          fail: (code) => reject(new MasklineError({ code, detail: "" })),
        })
      ),
  });
  const shown: (string | undefined)[] = [];
  const watch = () => query.subscribe(() => shown.push(query.getSnapshot().data));
  /** Whatever follows from what was settled has happened. */
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const askedTimes = async (count: number) => {
    for (let turns = 0; asked.length < count; turns++) {
      assert.ok(turns < 2_000, `asked ${asked.length} times, not ${count}`);
      await settled();
    }
  };
  return { ...fake, query, asked, shown, watch, settled, askedTimes };
}

Deno.test("a live query asks nothing before somebody subscribes and after nobody does", async () => {
  const { query, asked, watch, watchers, settled } = setUp();
  await query.refresh();
  assert.equal(asked.length, 0);
  const stop = watch();
  assert.equal(asked.length, 1);
  stop();
  assert.equal(asked[0]!.signal.aborted, true);
  asked[0]!.answer("late");
  await settled();
  assert.equal(query.getSnapshot().data, undefined);
  assert.equal(watchers.size, 0);
});

Deno.test("a live query that is left and taken up at once, as by StrictMode, shows the second answer", async () => {
  const { query, asked, watch, settled } = setUp();
  watch()();
  const stop = watch();
  asked[1]!.answer("second");
  asked[0]!.answer("first");
  await settled();
  assert.equal(query.getSnapshot().data, "second");
  stop();
});

Deno.test("a live query asks once more for changes that come while it is asking, however many", async () => {
  const { query, asked, watch, tell, settled } = setUp();
  const stop = watch();
  for (let n = 0; n < 5; n++) tell();
  assert.equal(asked.length, 1);
  asked[0]!.answer("before");
  await settled();
  assert.equal(asked.length, 2);
  asked[1]!.answer("after");
  await settled();
  assert.deepEqual([asked.length, query.getSnapshot().data], [2, "after"]);
  tell({ kind: "calls" });
  assert.equal(asked.length, 2);
  stop();
});

Deno.test("a live query never puts an older answer over what the user's own request answered", async () => {
  const { query, asked, shown, watch, settled } = setUp();
  const stop = watch();
  await query.change(() => Promise.resolve("mine"), (_known, answer) => answer);
  asked[0]!.answer("from before");
  await settled();
  assert.deepEqual(shown, [undefined, "mine"]);
  asked[1]!.answer("from after");
  await settled();
  assert.deepEqual(shown, [undefined, "mine", "from after"]);
  stop();
});

Deno.test("a live query shows nothing of the one who was signed in before", async () => {
  const { query, asked, watch, become, settled } = setUp();
  const stop = watch();
  asked[0]!.answer("for Ana");
  await settled();
  const changed = Promise.withResolvers<string>();
  const change = query.change(() => changed.promise, (_known, answer) => answer);
  query.refresh();
  become({ identity: "ben", live: true });
  assert.deepEqual(
    [query.getSnapshot().data, query.getSnapshot().loading],
    [undefined, true],
  );
  changed.resolve("changed by Ana");
  asked[1]!.answer("for Ana again");
  await change;
  await settled();
  assert.equal(query.getSnapshot().data, undefined);
  asked[2]!.answer("for Ben");
  await settled();
  assert.equal(query.getSnapshot().data, "for Ben");
  become({ identity: null, live: false });
  assert.deepEqual(query.getSnapshot(), {
    data: undefined,
    error: null,
    loading: false,
    identity: null,
  });
  assert.equal(asked.length, 3);
  stop();
});

Deno.test("a live query asks again and again only while nobody tells it of changes", async () => {
  const { asked, watch, become, settled, askedTimes } = setUp(
    { identity: "ana", live: false },
    0.001,
  );
  const stop = watch();
  const answerUntil = async (count: number) => {
    for (let n = 0; n < count; n++) {
      await askedTimes(n + 1);
      asked[n]!.answer("");
    }
  };
  await answerUntil(3);
  become({ identity: "ana", live: true });
  // Once for what was told to nobody.
  await answerUntil(4);
  const before = asked.length;
  for (let n = 0; n < 20; n++) await settled();
  assert.equal(asked.length, before);
  become({ identity: "ana", live: false });
  await answerUntil(before + 1);
  stop();
  const ended = asked.length;
  for (let n = 0; n < 20; n++) await settled();
  assert.equal(asked.length, ended);
});

Deno.test("a live query keeps what it shows when it fails, and tries again also where changes are told", async () => {
  const { query, asked, watch, tell, settled, askedTimes } = setUp(undefined, 0.001);
  const stop = watch();
  asked[0]!.answer("data");
  await settled();
  tell();
  asked[1]!.fail("rate_limited");
  await settled();
  assert.deepEqual(
    [query.getSnapshot().data, query.getSnapshot().error?.code],
    ["data", "rate_limited"],
  );
  await askedTimes(3);
  asked[2]!.answer("newer");
  await settled();
  assert.deepEqual([query.getSnapshot().data, query.getSnapshot().error], ["newer", null]);
  stop();
});

Deno.test("a live query rests while nobody can see the page", async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const show = (visibilityState: string) => {
    page.visibilityState = visibilityState;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  Object.assign(globalThis, { document: page });
  try {
    const { query, asked, watch, watchers, settled } = setUp();
    const stop = watch();
    asked[0]!.answer("data");
    await settled();
    show("hidden");
    assert.equal(watchers.size, 0);
    await query.refresh();
    assert.deepEqual([asked.length, query.getSnapshot().data], [1, "data"]);
    show("visible");
    assert.equal(asked.length, 2);
    stop();
    show("hidden");
    show("visible");
    assert.equal(watchers.size, 0);
  } finally {
    Reflect.deleteProperty(globalThis, "document");
  }
});
