import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { accessibilityViolations } from "./accessibility_violations.ts";

/** Where CI finds the pictures of every state; not kept in the repository. */
const FOLDER = fileURLToPath(new URL("../../../.ci/output/screenshots", import.meta.url));

const LOOKS = [
  { look: "light", colorScheme: "light", width: 1_280 },
  { look: "dark", colorScheme: "dark", width: 1_280 },
  { look: "narrow", colorScheme: "light", width: 360 },
] as const;

/**
 * Looks at a page in light, in dark (where only the colours differ) and 360 px wide: keeps a picture of each as CI
 * output, and throws when axe finds something or the page has to be scrolled sideways. Afterwards the page is as it was.
 */
export async function keepState(page: Page, state: string): Promise<void> {
  const before = page.viewportSize()!;
  const found: string[] = [];
  for (const { look, colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate("scrollTo(0, 0)");
    await page.screenshot({
      path: `${FOLDER}/${state}-${look}.png`,
      fullPage: true,
      animations: "disabled",
    });
    const violations = await accessibilityViolations(page, look === "dark");
    const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
    if (wide > width) violations.push(`the page is ${wide} px wide, ${width} px are there`);
    found.push(...violations.map((violation) => `${look}: ${violation}`));
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
  assert.deepEqual(found, [], `what is not accessible in the state "${state}"`);
}
