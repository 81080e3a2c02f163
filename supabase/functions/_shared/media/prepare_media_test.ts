import assert from "node:assert/strict";
import type { FetchedMedia } from "../carrier/carrier.ts";
import { fakeDeps } from "../fake_deps.ts";
import { encrypt } from "../privacy/encrypt.ts";
import type { SettledItem } from "./media_item.ts";
import { prepareMedia } from "./prepare_media.ts";
import { EXIF_WITH_GPS, jpeg, segment } from "./test_jpeg.ts";

const MESSAGE_ID = "11111111-2222-4333-8444-555555555555";

/** A message whose files the carrier answers like this, and what was stored and removed. */
async function setUp(
  answers: FetchedMedia[],
  kept?: (settled: SettledItem[]) => SettledItem[] | null,
  put: () => Promise<void> = () => Promise.resolve(),
) {
  const files = new Map<string, Uint8Array>();
  const removed: string[] = [];
  const { deps, keys, calls, lines } = await fakeDeps({
    sql: ({ values }) => {
      const settled = values[1] as SettledItem[];
      return [{ kept: kept ? kept(settled) : settled }];
    },
    media: {
      put(path, _type, bytes) {
        files.set(path, bytes);
        return put();
      },
      remove(paths) {
        removed.push(...paths);
        return Promise.resolve();
      },
    },
  });
  const items = await Promise.all(
    answers.map(async (_, index) => ({ url_encrypted: await encrypt(keys, "media", `${index}`) })),
  );
  const prepare = (isLastTry = false) =>
    prepareMedia(
      { ...deps, carrier: { fetchMedia: (url) => Promise.resolve(answers[Number(url)]!) } },
      {
        message_id: MESSAGE_ID,
        items,
        provider: "twilio",
        mms: true,
        language: "fr-FR",
        part: 1,
        parts: 1,
      },
      isLastTry,
    );
  return { prepare, files, removed, calls, lines };
}

const fetched = (bytes: Uint8Array): FetchedMedia => ({ kind: "fetched", bytes });
const picture = jpeg({ head: [segment(0xe1, EXIF_WITH_GPS)] });

Deno.test("prepareMedia() stores what is clean and says of the rest why it is not there", async () => {
  const { prepare, files, lines } = await setUp([
    fetched(picture),
    fetched(new TextEncoder().encode("<html>")),
    { kind: "refused", code: "too_large" },
    fetched(picture),
  ]);
  const stored = { content_type: "image/jpeg", size: jpeg().length };
  assert.deepEqual(await prepare(), [
    stored,
    { refused: "wrong_type", language: "fr-FR" },
    { refused: "too_large", language: "fr-FR" },
    stored,
  ]);
  assert.deepEqual([...files], [[`${MESSAGE_ID}/0`, jpeg()], [`${MESSAGE_ID}/3`, jpeg()]]);
  assert.deepEqual(lines.map(([event]) => event), ["media_refused", "media_refused"]);
});

Deno.test("prepareMedia() keeps nothing while a file may come yet, and gives it up on the last try", async () => {
  const answers = [fetched(picture), { kind: "unreachable", code: "500" } as const];
  const { prepare, calls } = await setUp(answers);
  assert.equal(await prepare(), null);
  assert.equal(calls.length, 0);
  assert.deepEqual((await prepare(true))?.[1], { refused: "unreachable", language: "fr-FR" });
});

Deno.test("prepareMedia() does the same when the store is down", async () => {
  const down = () => Promise.reject(new Error("down"));
  const { prepare } = await setUp([fetched(picture)], undefined, down);
  assert.deepEqual([await prepare(), await prepare(true)], [null, [{
    refused: "unreachable",
    language: "fr-FR",
  }]]);
});

Deno.test("prepareMedia() goes by what somebody else kept first", async () => {
  const first = [{ refused: "gone" }];
  const { prepare } = await setUp([fetched(picture)], () => first);
  assert.deepEqual(await prepare(), first);
});

Deno.test("prepareMedia() removes what it stored of a message that was erased meanwhile", async () => {
  for (const kept of [null, []]) {
    const { prepare, removed } = await setUp([fetched(picture)], () => kept);
    assert.deepEqual(await prepare(), []);
    assert.deepEqual(removed, [`${MESSAGE_ID}/0`]);
  }
});
