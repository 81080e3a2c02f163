import assert from "node:assert/strict";
import { buildConsole } from "./build_console.ts";
import { readPage } from "./read_page.ts";

const LIMIT = 200_000;

Deno.test("buildConsole() makes a page whose first load is under 200 kB, without anything from elsewhere", async () => {
  const folder = await buildConsole(() => {});
  const html = await Deno.readTextFile(`${folder}/index.html`);
  const first = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
  assert(first.some((path) => path.endsWith(".js")) && first.some((path) => path.endsWith(".css")));
  for (const path of first) assert.match(path, /^\/[a-z]/);
  first.splice(first.indexOf("/config.json"), 1);

  const page = await readPage(folder);
  let bytes = 0;
  for (const path of ["/", ...first]) {
    const headers = { "accept-encoding": "gzip" };
    const response = page(new Request(`http://127.0.0.1${path}`, { headers }));
    assert.equal(response.headers.get("content-encoding"), "gzip", path);
    bytes += (await response.bytes()).length;
  }
  assert(bytes > 50_000 && bytes < LIMIT, `${bytes} bytes`);

  const chunks = await Array.fromAsync(Deno.readDir(`${folder}/assets`), ({ name }) => name);
  const admin = chunks.find((name) => /^admin_view-.*\.js$/.test(name))!;
  assert(!first.includes(`/assets/${admin}`), "the admin view is loaded on demand");
});

Deno.test("buildConsole() builds the same sources once, also for two who ask at once", async () => {
  const said: string[] = [];
  const [one, other] = await Promise.all([1, 2].map(() => buildConsole((line) => said.push(line))));
  assert.equal(one, other);
  assert.deepEqual(said, []);
});
