import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const FOLDER = fileURLToPath(new URL("../../../docs/images", import.meta.url));
const LARGEST_BYTES = 150_000;

/**
 * With `README_IMAGES=true` keeps what a page shows as `docs/images/<name>.webp`, for the README. Afterwards the page is as
 * it was.
 */
export async function keepForReadme(
  page: Page,
  name: string,
  look: { colorScheme: "light" | "dark"; width: number; height: number },
): Promise<void> {
  if (Deno.env.get("README_IMAGES") !== "true") return;
  const { colorScheme, width, height } = look;
  const before = page.viewportSize()!;
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height });
  await page.evaluate("document.activeElement.blur(), scrollTo(0, 0)");
  await page.mouse.move(0, 0);
  // Ends what moves, as pictures of CI are made too; only the protocol itself knows WebP and a scale.
  await page.screenshot({ animations: "disabled" });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", {
    format: "webp",
    quality: 82,
    clip: { x: 0, y: 0, width, height, scale: 1.5 },
  });
  await session.detach();
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  assert.ok(bytes.length < LARGEST_BYTES, `${name} has ${bytes.length} bytes`);
  await Deno.mkdir(FOLDER, { recursive: true });
  await Deno.writeFile(`${FOLDER}/${name}.webp`, bytes);
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}
