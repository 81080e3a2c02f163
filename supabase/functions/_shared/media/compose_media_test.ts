import assert from "node:assert/strict";
import { createKeyRing } from "../privacy/key_ring.ts";
import { composeMedia } from "./compose_media.ts";
import type { SettledItem } from "./media_item.ts";

const NOTE = "(An attachment could not be delivered.)";
const MESSAGE_ID = "11111111-2222-4333-8444-555555555555";
const FILE = { content_type: "image/png", size: 3 };

async function compose(
  words: string,
  settled: SettledItem[],
  more: { mms?: boolean; secrets?: { current: string; previous?: string } } = {},
) {
  const keys = await createKeyRing(more.secrets ?? { current: "k".repeat(32) });
  return await composeMedia(
    {
      env: { VOICE_LANGUAGE: "en-US" },
      carrier: { takesMedia: () => Promise.resolve(true) },
      keys: () => Promise.resolve(keys),
      publicFunctionsUrl: "https://p.example.com",
    },
    { to: "+14155550102", words, from: new Date("2026-05-01T12:00:00Z") },
    {
      message_id: MESSAGE_ID,
      items: settled,
      provider: "twilio",
      mms: more.mms ?? true,
      language: null,
    },
    settled,
  );
}

Deno.test("composeMedia() sends the stored files under their own places, and a note for the others", async () => {
  const [first, second] = await compose("look", [FILE, { refused: "gone" }, FILE]);
  assert.deepEqual(first, {
    body: `look\n${NOTE}`,
    paths: [`${MESSAGE_ID}/0`, `${MESSAGE_ID}/2`],
  });
  assert.deepEqual([second!.paths, second!.body.split("\n").length], [[], 4]);
});

Deno.test("composeMedia() makes the same words each time, and knows those of the previous key", async () => {
  const [before] = await compose("look", [FILE], { mms: false });
  assert.deepEqual((await compose("look", [FILE], { mms: false }))[0], before);
  const secrets = { current: "n".repeat(32), previous: "k".repeat(32) };
  const after = await compose("look", [FILE], { mms: false, secrets });
  assert.equal(after.length, 3);
  assert.notDeepEqual(after[0], before);
  assert.ok(after.some(({ body }) => body === before.body));
});

Deno.test("composeMedia() adds what a text of 1,600 characters can hold, and cuts no word of it", async () => {
  const long = "x".repeat(1_600);
  const inGerman = await compose("seht", [{ refused: "gone", language: "de-DE" }]);
  assert.equal(inGerman[0].body, "seht\n(Ein Anhang konnte nicht zugestellt werden.)");
  assert.equal((await compose(long, [{ refused: "gone" }]))[0].body, long);
  assert.equal((await compose(long.slice(50), [{ refused: "gone" }]))[0].body.length, 1_590);
  const [{ body }] = await compose("look", Array(10).fill(FILE), { mms: false });
  assert.equal(body.split("\n").length, 11);
  const [{ body: less }] = await compose("y".repeat(1_000), Array(10).fill(FILE), { mms: false });
  assert.ok(less.length <= 1_600 && less.split("\n").length > 3);
  assert.ok(less.split("\n").slice(1).every((line) => /^https:\S{90,}$/.test(line)));
});
