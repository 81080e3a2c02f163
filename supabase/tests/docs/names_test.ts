import assert from "node:assert/strict";
import { readProject } from "../../../local/deploy/read_project.ts";
import { readDocuments, ROOT } from "./read_document.ts";

/** Each match of a pattern in the documents, with where it is. */
async function mentions(pattern: RegExp): Promise<{ place: string; name: string }[]> {
  return (await readDocuments()).flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map((match) => ({
      place: `${path}:${text.slice(0, match.index).split("\n").length}`,
      name: match[1]!,
    }))
  );
}

Deno.test("SQL functions that the documents name are made by the migrations", async () => {
  const { migrations } = await readProject();
  const made = new Set(
    (await Promise.all(migrations.map(async (file) =>
      [
        ...(await Deno.readTextFile(`${ROOT}supabase/migrations/${file}`))
          .matchAll(/^create (?:or replace )?(?:function|view|table|type) masking\.(\w+)/gm),
      ].map(([, name]) => name!)
    ))).flat(),
  );
  const named = await mentions(/\bmasking\.(?!ts\b)([a-z_]+)\b(?!\.ts)/g);
  assert.ok(named.length > 15);
  assert.deepEqual(named.filter(({ name }) => !made.has(name)), []);
});

Deno.test("URLs that the documents give to others lead to functions that exist", async () => {
  const { functions } = await readProject();
  const named = await mentions(/<ref>\.supabase\.co\/functions\/v1\/([a-z-]+)/g);
  assert.ok(named.length > 3);
  assert.deepEqual(named.filter(({ name }) => !functions.includes(name)), []);
});
