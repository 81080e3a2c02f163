import assert from "node:assert/strict";
import { accessibilityViolations } from "./accessibility_violations.ts";
import { findChromium } from "./find_chromium.ts";
import { inBrowser } from "./in_browser.ts";
import { keepState } from "./keep_state.ts";
import { watchPage } from "./watch_page.ts";

const page = (body: string) =>
  `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Test</title>
   <link rel="icon" href="data:,"><main><h1>Test</h1>${body}</main></html>`;

const PAGES: Record<string, string> = {
  "/good": page("<p>All is well</p>"),
  "/pale": page(`<p style="color:#ccc;background:#fff">Who can read this?</p>`),
  "/wide": page(`<p style="width:900px">A long way to go</p>`),
  "/dark": page(
    `<style>@media (prefers-color-scheme:dark){p{color:#222;background:#000}}</style><p>Night</p>`,
  ),
  "/loud": page(`<script>console.error("Something is wrong")</script>`),
  "/broken": page(`<script>throw new Error("Cannot go on")</script>`),
  "/curious": page(`<img alt="" src="http://localhost:1/picture.png">`),
};

/** A site of pages with one fault each. */
function startSite() {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => {
      const body = PAGES[new URL(request.url).pathname];
      return new Response(body ?? null, {
        status: body ? 200 : 404,
        headers: { "content-type": "text/html" },
      });
    },
  );
  return { url: `http://127.0.0.1:${server.addr.port}`, stop: () => server.shutdown() };
}

inBrowser("The browser tests see what is wrong with a page", async (browser, t) => {
  const site = startSite();
  try {
    const { page: visited } = await browser.open();
    const violations = async (path: string) => {
      await visited.goto(site.url + path);
      return await accessibilityViolations(visited);
    };
    await t.step("nothing with a good one", async () => {
      const good = await browser.open();
      await good.page.goto(`${site.url}/good`);
      await keepState(good.page, "harness");
      good.expectQuiet();
      assert.ok(await good.bytesReceived() >= PAGES["/good"]!.length);
    });
    await t.step("texts that are hard to read", async () => {
      assert.match((await violations("/pale")).join(), /^color-contrast: p/);
    });
    await t.step("what is wrong in dark or in a narrow window only", async () => {
      assert.deepEqual(await violations("/dark"), []);
      await assert.rejects(keepState(visited, "harness"), /dark: color-contrast/);
      await visited.goto(`${site.url}/wide`);
      await assert.rejects(keepState(visited, "harness"), /narrow: the page is \d+ px wide/);
    });
    await t.step("errors, and requests to other origins", async () => {
      const faultsOf = async (path: string) => {
        const watched = watchPage(await visited.context().newPage(), []);
        await watched.page.goto(site.url + path);
        return watched.faults().join();
      };
      assert.match(await faultsOf("/loud"), /wrote Something is wrong/);
      assert.match(await faultsOf("/broken"), /threw Cannot go on/);
      assert.match(await faultsOf("/curious"), /asked http:\/\/localhost:1/);
    });
  } finally {
    await browser.close();
    await site.stop();
  }
});

Deno.test("A Chromium is taken from CHROMIUM_PATH, else from PATH, else there is none", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/chromium`, "");
    const named = { CHROMIUM_PATH: `${folder}/chromium`, PATH: "" };
    assert.equal(await findChromium(named), named.CHROMIUM_PATH);
    assert.equal(await findChromium({ PATH: `/nowhere:${folder}` }), `${folder}/chromium`);
    await assert.rejects(findChromium({ CHROMIUM_PATH: `${folder}/none` }), /names no file/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
