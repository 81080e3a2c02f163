import type { Page } from "playwright-core";

/** What a person does with the console, in the words that are on it. */
export function consolePage(page: Page) {
  const journeys = page.getByRole("list", { name: "Texts, the latest first" })
    .locator("> li");
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  return {
    button,

    /** Opens it as one of the demo users. */
    async signIn(url: string, name: "Ana" | "Ben") {
      await page.goto(url);
      await button(`Continue as ${name}`).click();
    },

    /** The telephone of somebody. */
    phone(name: string) {
      const root = page.getByRole("region", { name: `Phone of ${name}` });
      const texts = root.getByRole("log");
      return {
        root,
        texts,
        async text(body: string) {
          await root.getByLabel("Text message").fill(body);
          await root.getByRole("button", { name: "Send", exact: true }).click();
        },
        /** Waits until a text shows on it. */
        sees: (body: string) => texts.getByText(body, { exact: true }).waitFor(),
        press: (name: string | RegExp) =>
          root.getByRole("button", { name, exact: typeof name === "string" }).click(),
      };
    },

    /** The texts of the conversation on their way, the latest first; and one of them. */
    journeys,
    journey: (body: string) => journeys.filter({ has: page.getByText(body, { exact: true }) }),

    tab: (name: string) => page.getByRole("tab", { name }).click(),
  };
}
