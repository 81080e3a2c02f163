import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** A page of which everything that it should not do is remembered. */
export type WatchedPage = {
  page: Page;
  /** What the page did wrong so far: errors that it wrote or threw, and requests to where it has no business. */
  faults(): string[];
  /** Throws when it did anything wrong. `allowed` are errors that the test provoked. */
  expectQuiet(allowed?: RegExp): void;
  /** Bytes of all bodies received so far, as they came over the wire (compressed). */
  bytesReceived(): Promise<number>;
};

/** Remembers the errors of a page, and its requests to other origins than that of its first page and `origins`. */
export function watchPage(page: Page, origins: string[]): WatchedPage {
  const faults: string[] = [];
  const sizes: Promise<number>[] = [];
  const expected = new Set(origins.map((url) => new URL(url).host));
  const visit = (url: string) => {
    const { protocol, host } = new URL(url);
    if (["data:", "blob:", "about:"].includes(protocol)) return;
    if (page.url() === "about:blank" && sizes.length === 0) expected.add(host);
    if (!expected.has(host)) faults.push(`asked ${protocol}//${host}`);
  };
  let allowed: RegExp | undefined;
  page.on("request", (request) => visit(request.url()));
  page.on("websocket", (socket) => visit(socket.url()));
  page.on(
    "requestfinished",
    (request) => sizes.push(request.sizes().then((size) => size.responseBodySize, () => 0)),
  );
  page.on("pageerror", (error) => faults.push(`threw ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      faults.push(`wrote ${message.text()} (${message.location().url})`);
    }
  });
  return {
    page,
    faults: () => [...faults],
    expectQuiet(provoked) {
      allowed = provoked ?? allowed;
      assert.deepEqual(faults.filter((fault) => !allowed?.test(fault)), []);
    },
    bytesReceived: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
  };
}
