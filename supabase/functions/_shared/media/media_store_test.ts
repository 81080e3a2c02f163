import assert from "node:assert/strict";
import { readEnv } from "../env.ts";
import { TEST_SETTINGS } from "../test_settings.ts";
import { createMediaStore } from "./media_store.ts";

Deno.test("MediaStore.inTurn() holds a few files at once, whatever comes, and gives up a turn that is late", async () => {
  const store = createMediaStore(readEnv(TEST_SETTINGS));
  const patient = new AbortController().signal;
  let atOnce = 0;
  let most = 0;
  const open = Promise.withResolvers<void>();
  const works = Array.from({ length: 10 }, (_, index) =>
    store.inTurn(patient, async () => {
      most = Math.max(most, ++atOnce);
      await open.promise;
      atOnce--;
      if (index === 1) throw new Error("one fails");
      return index;
    }));
  const hasty = new AbortController();
  const late = store.inTurn(hasty.signal, () => Promise.resolve("never"));
  hasty.abort(new Error("too late"));
  await assert.rejects(late, /too late/);
  await assert.rejects(store.inTurn(hasty.signal, () => Promise.resolve("never")), /too late/);

  open.resolve();
  const done = await Promise.allSettled(works);
  assert.deepEqual(done.map(({ status }) => status === "fulfilled").filter((ok) => !ok).length, 1);
  assert.equal(most, 3);
  assert.equal(await store.inTurn(patient, () => Promise.resolve("next")), "next");
});
