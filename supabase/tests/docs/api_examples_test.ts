import assert from "node:assert/strict";
import { findBlocks, placeOf } from "./find_blocks.ts";
import { readDocument } from "./read_document.ts";
import { createShellRunner } from "./shell_runner.ts";

const BASE = "https://ref.supabase.co/functions/v1";
const ANY_ID = "00000000-0000-4000-8000-000000000000";

type Document = {
  paths: Record<string, Record<string, { security?: Record<string, unknown>[] }>>;
};

/** One call of curl: its arguments, one a line, with an empty line behind. */
type Call = { method: string; path: string; headers: string[]; body: string | undefined };

function readCall(args: string[]): Call {
  const call: Call = { method: "", path: "", headers: [], body: undefined };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (arg === "-X") call.method = args[++index]!;
    else if (arg === "-H") call.headers.push(args[++index]!);
    else if (arg === "-d") call.body = args[++index]!;
    else if (arg.startsWith(BASE)) call.path = new URL(arg).pathname.replace("/functions/v1", "");
    else throw new Error(`nothing is known of curl ${arg}`);
  }
  if (call.method === "") call.method = call.body === undefined ? "GET" : "POST";
  return call;
}

Deno.test("Examples of docs/api.md ask for routes of the OpenAPI document, each under its own heading", async (t) => {
  const document: Document = JSON.parse((await readDocument("docs/openapi.json")).text);
  const routes = Object.entries(document.paths).map(([path, operations]) => ({
    path,
    operations,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));
  const blocks = (await findBlocks()).filter(({ path, language }) =>
    path === "docs/api.md" && language === "sh"
  );
  // Whatever else an example names is the id of something.
  const names = blocks.flatMap(({ text }) =>
    [...text.matchAll(/\$([A-Z_]+)/g)].map(([, name]) => name!)
  );
  const shell = await createShellRunner({
    // Sends nothing: says what it would send.
    commands: { curl: `printf '%s\\0' "$@"; printf '\\0'` },
    environment: {
      ...Object.fromEntries(names.map((name) => [name, ANY_ID])),
      ...{ API: BASE, KEY: "sb_secret_x", JWT: "jwt" },
    },
    replace: (text) => text,
  });
  try {
    assert.ok(blocks.length > 40);
    for (const block of blocks) {
      await t.step(placeOf(block), async () => {
        const { stdout, stderr, brokenAt } = await shell.run(block);
        assert.equal(brokenAt, undefined, `${brokenAt}: ${stderr}`);
        const calls = stdout.split("\0\0").filter((call) => call !== "");
        assert.ok(calls.length > 0, placeOf(block));
        for (
          const { method, path, headers, body } of calls.map((call) => readCall(call.split("\0")))
        ) {
          const asked = `${placeOf(block)}: ${method} ${path}`;
          const route = routes.find(({ pattern, operations }) =>
            pattern.test(path) && operations[method.toLowerCase()]
          );
          assert.ok(route, `${asked} is no route`);
          assert.ok(
            block.headings.at(-1)!.startsWith(`${method} ${route.path}`),
            `${asked} is not what the heading says: ${block.headings.at(-1)}`,
          );
          if (body !== undefined) {
            JSON.parse(body);
            assert.ok(headers.includes("content-type: application/json"), asked);
          }
        }
      });
    }
  } finally {
    await shell.close();
  }
});
