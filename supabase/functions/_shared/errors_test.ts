import assert from "node:assert/strict";
import { ERRORS } from "./errors.ts";

const root = new URL("../../../", import.meta.url);

Deno.test("ERRORS has exactly the SQLSTATEs that the migrations raise, each once", async () => {
  const raised = new Set<string>();
  for await (const { name } of Deno.readDir(new URL("supabase/migrations/", root))) {
    const text = await Deno.readTextFile(new URL(`supabase/migrations/${name}`, root));
    for (const [, code] of text.matchAll(/errcode = '(MSK\w*)'/g)) raised.add(code!);
  }
  const mapped = Object.values(ERRORS).flatMap((error) =>
    "sqlstate" in error ? [error.sqlstate as string] : []
  );
  assert.equal(new Set(mapped).size, mapped.length);
  assert.deepEqual([...raised].toSorted(), mapped.toSorted());
  assert.ok(mapped.every((code) => /^MSK[A-Z]{2}$/.test(code)));
});

Deno.test("ERRORS is what docs/errors.md explains", async () => {
  const text = await Deno.readTextFile(new URL("docs/errors.md", root));
  const explained = [
    ...text.matchAll(/^### (\w+)\n\nStatus: (\d+)(?: · SQLSTATE: (\w+))? · (.+)$/gm),
  ]
    .map(([, code, status, sqlstate, title]) => [code, Number(status), sqlstate, title]);
  const defined = Object.entries(ERRORS).map((
    [code, error],
  ) => [code, error.status, "sqlstate" in error ? error.sqlstate : undefined, error.title]);
  assert.deepEqual(explained, defined);
});
