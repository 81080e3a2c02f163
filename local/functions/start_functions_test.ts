import assert from "node:assert/strict";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "../process/until.ts";
import { type Functions, type FunctionsOptions, startFunctions } from "./start_functions.ts";

const CONFIG = fileURLToPath(new URL("../../deno.json", import.meta.url));

async function withFunctions(
  files: Record<string, string>,
  options: Partial<FunctionsOptions>,
  test: (functions: Functions, folder: string, lines: string[]) => Promise<void>,
) {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const write = async (path: string, text: string) => {
    await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
    await Deno.writeTextFile(`${folder}/${path}`, text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  const lines: string[] = [];
  const functions = await startFunctions({
    folder,
    config: CONFIG,
    settings: {},
    log: (name, line) => lines.push(`${name}: ${line}`),
    ...options,
  });
  try {
    await test(functions, folder, lines);
  } finally {
    await functions.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

/** What a function says; undefined while it does not listen, or ends in the middle of its answer. */
const answer = async (functions: Functions, name: string) => {
  const [url] = functions.urls()[name] ?? [];
  return url && await fetch(`${url}/${name}`).then((response) => response.text(), () => undefined);
};
const serve = (expression: string) => `export default { fetch: async () => ${expression} };`;

Deno.test("startFunctions() runs each folder with an index.ts, shared folders aside", async () => {
  const files = {
    "send-sms/index.ts": `import * as z from "zod";
      export default { fetch: (request: Request) => Response.json([new URL(request.url).pathname, typeof z]) };`,
    "_shared/index.ts": serve("new Response()"),
    "notes/readme.md": "",
  };
  await withFunctions(files, {}, async (functions) => {
    assert.deepEqual(Object.keys(functions.urls()), ["send-sms"]);
    assert.equal(await answer(functions, "send-sms"), '["/send-sms","object"]');
  });
});

Deno.test("startFunctions() gives a function its settings and nothing else, and neither writes nor programs", async () => {
  const files = {
    "env/index.ts": serve("Response.json(Deno.env.toObject())"),
    "may/index.ts": `
      const outcome = async (work: () => Promise<unknown>) => {
        try { await work(); return "allowed"; } catch (error) { return error.name; }
      };
      export default {
        fetch: async () => Response.json(await Promise.all([
          outcome(() => Deno.makeTempFile()),
          outcome(() => new Deno.Command("/bin/sh").output()),
        ])),
      };`,
  };
  await withFunctions(files, { settings: { ONLY: "this" } }, async (functions) => {
    assert.equal(await answer(functions, "env"), '{"ONLY":"this"}');
    assert.equal(await answer(functions, "may"), '["NotCapable","NotCapable"]');
  });
});

Deno.test("startFunctions() starts a function again when its process is killed", async () => {
  const files = { "one/index.ts": serve("new Response('here')") };
  await withFunctions(files, { instances: 2 }, async (functions) => {
    const before = functions.pids().one ?? [];
    assert.equal(before.length, 2);
    functions.kill("one", "SIGKILL");
    await until("both processes are new", () => {
      const [pids, urls] = [functions.pids().one ?? [], functions.urls().one ?? []];
      return urls.length === 2 && pids.every((pid) => !before.includes(pid));
    });
    assert.equal(await answer(functions, "one"), "here");
  });
});

Deno.test("startFunctions() keeps the other functions when one cannot start, and says why", async () => {
  const files = {
    "good/index.ts": serve("new Response('good')"),
    "bad/index.ts": "throw new Error('no such setting');",
  };
  await withFunctions(files, {}, async (functions, _folder, lines) => {
    assert.deepEqual(functions.urls().bad, []);
    assert.equal(await answer(functions, "good"), "good");
    assert(lines.some((line) => line.startsWith("bad: ") && line.includes("no such setting")));
  });
});

Deno.test("startFunctions() starts a function again when its file changes, every one when shared code does", async () => {
  const files = {
    "_shared/word.ts": "export const word = 'old';",
    "one/index.ts": `import { word } from "../_shared/word.ts"; ${serve("new Response(word)")}`,
    "two/index.ts": serve("new Response('two')"),
  };
  await withFunctions(files, { watch: true }, async (functions, folder) => {
    const two = functions.pids().two?.[0];
    await Deno.writeTextFile(`${folder}/one/index.ts`, serve("new Response('new')"));
    await until("one answers anew", async () => await answer(functions, "one") === "new");
    assert.equal(functions.pids().two?.[0], two);

    await Deno.writeTextFile(`${folder}/_shared/word.ts`, "export const word = 'other';");
    await until("two has a new process", () => {
      const pid = functions.pids().two?.[0];
      return pid !== undefined && pid !== two && functions.urls().two?.length === 1;
    });

    await Deno.mkdir(`${folder}/three`);
    await Deno.writeTextFile(`${folder}/three/index.ts`, serve("new Response('three')"));
    await until("three is served", async () => await answer(functions, "three") === "three");
  });
});

Deno.test("startFunctions().stop() lets background work end, and leaves no process", async () => {
  const file = await Deno.makeTempFile();
  const listener = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (request) => {
      await Deno.writeTextFile(file, await request.text());
      return new Response();
    },
  );
  const files = {
    "late/index.ts": `
      const later = async () => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await fetch("http://127.0.0.1:${listener.addr.port}", { method: "POST", body: "done" });
      };
      export default {
        fetch() {
          EdgeRuntime.waitUntil(later());
          return new Response("soon");
        },
      };`,
  };
  let pids: number[] = [];
  await withFunctions(files, {}, async (functions) => {
    pids = functions.pids().late ?? [];
    assert.equal(await answer(functions, "late"), "soon");
  });
  assert.equal(await Deno.readTextFile(file), "done");
  assert.equal(pids.length, 1);
  for (const pid of pids) assert.throws(() => Deno.kill(pid, "SIGCONT"));
  await listener.shutdown();
  await Deno.remove(file);
});
