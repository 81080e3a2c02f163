import assert from "node:assert/strict";
import { signMedia } from "./sign_media.ts";

const stored = { content_type: "image/png", size: 3 };
const messages = [
  { id: "a", media: [stored, { refused: "gone" }, stored] },
  { id: "b", media: [{ url_encrypted: "v1.x.y.z" }] },
  { id: "c", media: [] },
];

Deno.test("signMedia() links what is stored, in one request; the rest is null", async () => {
  const asked: string[][] = [];
  const media = {
    sign(paths: string[]) {
      asked.push(paths);
      return Promise.resolve(paths.map((path) => path === "a/2" ? null : `link to ${path}`));
    },
  };
  const signed = await signMedia({ media, log: () => {} }, messages);
  assert.deepEqual(asked, [["a/0", "a/2"]]);
  assert.deepEqual([...signed], [
    ["a", [{ ...stored, url: "link to a/0" }, null, null]],
    ["b", [null]],
    ["c", []],
  ]);
});

Deno.test("signMedia() shows files without links while the store does not answer", async () => {
  const media = { sign: () => Promise.reject(new Error("down")) };
  const signed = await signMedia({ media, log: () => {} }, messages);
  assert.deepEqual(signed.get("a"), [{ ...stored, url: null }, null, { ...stored, url: null }]);
});
