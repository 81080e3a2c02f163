import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { proseOf } from "./find_blocks.ts";
import { readDocuments, ROOT } from "./read_document.ts";

/** The anchors that GitHub makes of a document's headings. */
function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = [...proseOf(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
    const plain = heading!.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll("`", "");
    const slug = plain.toLowerCase().replaceAll(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  return new Set(anchors);
}

Deno.test("Links between the documents lead somewhere, to the very heading", async () => {
  const documents = await readDocuments();
  const anchors = new Map(documents.map(({ path, text }) => [path, anchorsOf(text)]));
  const broken: string[] = [];
  let links = 0;
  for (const { path, text } of documents) {
    const prose = proseOf(text);
    for (const link of prose.matchAll(/\]\(\s*([^)\s]+)[^)]*\)/g)) {
      const target = link[1]!;
      const place = `${path}:${prose.slice(0, link.index).split("\n").length}`;
      if (/^[a-z]+:/.test(target)) {
        if (!URL.canParse(target)) broken.push(`${place}: ${target} is no URL`);
        continue;
      }
      links++;
      const [file = "", anchor] = target.split("#");
      const to = file === "" ? path : join(dirname(path), file);
      if (!await Deno.stat(`${ROOT}${to}`).then(() => true, () => false)) {
        broken.push(`${place}: there is no ${to}`);
      } else if (anchor !== undefined && !anchors.get(to)?.has(anchor)) {
        broken.push(`${place}: ${to} has no heading #${anchor}`);
      }
    }
  }
  assert.deepEqual(broken, []);
  assert.ok(links > 30);
});
