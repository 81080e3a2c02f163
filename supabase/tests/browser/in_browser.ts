import { type BrowserContextOptions, chromium } from "playwright-core";
import { notice } from "../support/postgres_15.ts";
import { findChromium } from "./find_chromium.ts";
import { type WatchedPage, watchPage } from "./watch_page.ts";

/** A browser that belongs to one test. */
export type TestBrowser = {
  /**
   * A page in a profile of its own, as another person would open it. It may ask the origin of its first page and
   * `origins`; what else it asks, and every error that it writes, fails the test in the end.
   */
  open(origins?: string[], options?: BrowserContextOptions): Promise<WatchedPage>;
  /** Closes every page: to be called before what they speak to ends. */
  close(): Promise<void>;
};

/** A test in a real Chromium; where there is none the test's output says that it did not run. */
export function inBrowser(
  name: string,
  run: (browser: TestBrowser, t: Deno.TestContext) => Promise<void>,
): void {
  Deno.test(name, async (t) => {
    const executablePath = await findChromium();
    if (!executablePath) return notice(`"${name}" in a browser`, "apt-get install chromium");
    // Without Chromium's sandbox, which root and many containers cannot have: it opens pages of this repository alone.
    const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
    const pages: WatchedPage[] = [];
    try {
      await run({
        async open(origins = [], options = {}) {
          const context = await browser.newContext({
            viewport: { width: 1_280, height: 800 },
            reducedMotion: "reduce",
            ...options,
          });
          context.setDefaultTimeout(10_000);
          const watched = watchPage(await context.newPage(), origins);
          pages.push(watched);
          return watched;
        },
        close: () => browser.close(),
      }, t);
      for (const page of pages) page.expectQuiet();
    } finally {
      await browser.close();
    }
  });
}
