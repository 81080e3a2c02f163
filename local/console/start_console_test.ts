import assert from "node:assert/strict";
import { type ConsoleOptions, startConsole } from "./start_console.ts";

/** A console of a page with one line, in front of an API and a simulator that answer what they were asked. */
async function withConsole(
  test: (url: string, lines: string[], built: Promise<boolean>) => Promise<void>,
  options: Partial<ConsoleOptions> = {},
) {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/index.html`, "<!doctype html><title>The page</title>");
  const stack = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const [key, body] = [headers.get("apikey"), await request.text()];
    return Response.json({ asked: `${method} ${pathname}${search}`, key, body }, { status: 202 });
  });
  const lines: string[] = [];
  const console = startConsole({
    port: 0,
    apiUrl: `http://127.0.0.1:${stack.addr.port}`,
    simulatorUrl: `http://127.0.0.1:${stack.addr.port}`,
    publishableKey: "sb_publishable_test",
    secretKey: "sb_secret_test",
    users: [{ id: "1", email: "ana@example.com", password: "word", phone: "+14155550101" }],
    readRows: (conversation) => Promise.resolve({ conversation }),
    build: () => Promise.resolve(folder),
    log: (line) => lines.push(line),
    ...options,
  });
  try {
    await test(console.url, lines, console.built);
  } finally {
    await console.stop();
    await stack.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
}

const get = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

Deno.test("startConsole() says how far the page is, and serves it once it is built", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/index.html`, "<!doctype html><title>The page</title>");
  const build: ConsoleOptions["build"] = async (say) => {
    say("Installing <things>");
    await promise;
    return folder;
  };
  await withConsole(async (url, lines, built) => {
    const early = await get(url);
    assert.deepEqual([early.status, early.headers.get("refresh")], [503, "1"]);
    assert.match(early.text, /Installing &#60;things&#62;/);
    resolve();
    assert.equal(await built, true);
    const page = await get(`${url}/`);
    assert.deepEqual([page.status, lines[0]], [200, "Installing <things>"]);
    assert.match(page.text, /The page/);
    const policy = page.headers.get("content-security-policy")!;
    assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.doesNotMatch(policy, /unsafe|\*|https:/);
    assert.equal((await get(`${url}/assets/none.js`)).status, 404);
  }, { build });
  await Deno.remove(folder, { recursive: true });
});

Deno.test("startConsole() says why there is no console, and serves the rest", async () => {
  const build = () => Promise.reject(new Error("Install the console's packages: no network"));
  await withConsole(async (url, lines, built) => {
    assert.equal(await built, false);
    assert.match(lines.join("\n"), /There is no console.*no network/);
    const page = await get(url);
    assert.deepEqual([page.status, page.headers.get("refresh")], [503, null]);
    assert.match(page.text, /There is no console/);
  }, { build });
});

Deno.test("startConsole() shows on a reload what was changed, and what was there where that cannot be built", async () => {
  const folders = await Promise.all(["first", "second"].map(async (text) => {
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(`${folder}/index.html`, text);
    return folder;
  }));
  let [made, broken] = [folders[0]!, false];
  const build = () => broken ? Promise.reject(new Error("Build: no")) : Promise.resolve(made);
  await withConsole(async (url, lines, built) => {
    await built;
    assert.equal((await get(url)).text, "first");
    made = folders[1]!;
    assert.equal((await get(url)).text, "second");
    broken = true;
    assert.equal((await get(url)).text, "second");
    assert.equal(lines.at(-1), "Build: no");
  }, { build, follow: true });
  for (const folder of folders) await Deno.remove(folder, { recursive: true });
});

Deno.test("startConsole() tells the page what it may know, and the secret key to nobody", async () => {
  await withConsole(async (url) => {
    const { text, headers } = await get(`${url}/config.json`);
    assert.match(text, /sb_publishable_test/);
    assert.doesNotMatch(text + [...headers], /sb_secret_test/);
  });
});

Deno.test("startConsole() hands on to the simulator, and to the API what a backend does", async () => {
  await withConsole(async (url) => {
    const phone = await get(`${url}/simulator/phones/%2B14155550101/messages?after=2`);
    assert.deepEqual(JSON.parse(phone.text), {
      asked: "GET /simulator/phones/%2B14155550101/messages?after=2",
      key: null,
      body: "",
    });
    const create = { method: "POST", body: "{}" };
    const made = await get(`${url}/backend/masking/conversations`, create);
    assert.deepEqual([made.status, JSON.parse(made.text)], [202, {
      asked: "POST /functions/v1/masking/conversations",
      key: "sb_secret_test",
      body: "{}",
    }]);
    for (const path of ["masking/people/export", "masking/conversations/../people/export"]) {
      assert.equal((await get(`${url}/backend/${path}`, create)).status, 404, path);
    }
  });
});

Deno.test("startConsole() answers no page of somebody else's, under whatever name", async () => {
  await withConsole(async (url) => {
    const own = { origin: url };
    const path = `${url}/config.json`;
    assert.equal((await get(path, { headers: own })).status, 200);
    assert.equal((await get(path, { headers: { origin: "https://example.com" } })).status, 403);
    assert.equal((await get(path, { headers: { "sec-fetch-site": "cross-site" } })).status, 403);
    assert.equal(await statusUnder("rebound.example.com", path), 403);
  });
});

/** `fetch` sends no other Host than that of its URL. */
async function statusUnder(host: string, url: string): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const lines = [`GET ${pathname} HTTP/1.1`, `host: ${host}`, "connection: close", "", ""];
  await connection.write(new TextEncoder().encode(lines.join("\r\n")));
  const answer = await new Response(connection.readable).text();
  return Number(answer.split(" ")[1]);
}
