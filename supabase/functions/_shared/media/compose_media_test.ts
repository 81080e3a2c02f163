import assert from "node:assert/strict";
import { LANGUAGES } from "../language/language.ts";
import { createKeyRing } from "../privacy/key_ring.ts";
import { composeMedia } from "./compose_media.ts";
import type { SettledItem } from "./media_item.ts";
import { mediaRoom } from "./media_room.ts";

const NOTE = "(An attachment could not be delivered.)";
const MESSAGE_ID = "11111111-2222-4333-8444-555555555555";
const FILE = { content_type: "image/png", size: 3 };

async function compose(
  words: string,
  settled: SettledItem[],
  more: {
    mms?: boolean;
    secrets?: { current: string; previous?: string };
    part?: number;
    parts?: number;
  } = {},
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
      part: more.part ?? 1,
      parts: more.parts ?? 1,
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

Deno.test("composeMedia() leaves out no link and no note, and no word", async () => {
  const inGerman = await compose("seht", [{ refused: "gone", language: "de-DE" }]);
  assert.equal(inGerman[0].body, "seht\n(Ein Anhang konnte nicht zugestellt werden.)");
  const long = "y".repeat(1_000);
  const [{ body }] = await compose(long, [...Array(9).fill(FILE), { refused: "gone" }], {
    mms: false,
  });
  const [words, ...below] = body.split("\n");
  assert.deepEqual([words, below.length, below.at(-1)], [long, 10, NOTE]);
});

Deno.test("composeMedia() gives each part its share of the files, and to none of them nothing", async () => {
  for (let count = 1; count <= 10; count++) {
    for (let parts = 1; parts <= count; parts++) {
      const shares = [];
      for (let part = 1; part <= parts; part++) {
        const [{ body, paths }] = await compose("", Array(count).fill(FILE), { part, parts });
        assert.deepEqual([body, paths.length > 0], ["", true]);
        shares.push(...paths);
      }
      assert.deepEqual(shares, Array.from({ length: count }, (_, n) => `${MESSAGE_ID}/${n}`));
    }
  }
  const settled = [FILE, { refused: "gone" }, FILE, FILE];
  const [{ body }] = await compose("Ana: ", settled, { part: 1, parts: 2 });
  assert.equal(body, `Ana: \n${NOTE}`);
  assert.equal((await compose("Ana: ", settled, { part: 2, parts: 2 }))[0].body, "Ana: ");
});

Deno.test("mediaRoom() is what the links and the longest note take", async () => {
  const { file_length, note_length } = mediaRoom("https://p.example.com");
  const [{ body }] = await compose("", Array(10).fill(FILE), { mms: false });
  assert.equal(body.length, 10 * file_length - 1);
  for (const language of LANGUAGES) {
    const [{ body }] = await compose("", [{ refused: "gone", language }]);
    assert.ok(body.length < note_length);
  }
});
