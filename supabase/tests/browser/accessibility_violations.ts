import axe from "axe-core";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * What axe finds wrong with the page as it is now: one line for each element, with the rule and the element. With
 * `colours` it looks at nothing else, which takes a fraction of the time.
 */
export async function accessibilityViolations(page: Page, colours = false): Promise<string[]> {
  await page.evaluate(axe.source);
  const only = colours ? { type: "rule", values: ["color-contrast"] } : RULES;
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(only)}, resultTypes: ["violations"] })`,
  );
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.html}`)
  );
}
