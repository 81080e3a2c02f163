import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import { inParallel } from "../support/in_parallel.ts";
import { consolePage } from "./console_page.ts";
import { inBrowser } from "./in_browser.ts";
import { startConsoleStack } from "./start_console_stack.ts";

const COUNT = 1_000;
/** Elements of the whole page, however long the conversation is: a text on a telephone has five. */
const MOST_ELEMENTS = 8_000;

inBrowser("A conversation of 1,000 messages in the console", async (browser, t) => {
  const stack = await startConsoleStack();
  const { service, status } = stack;
  try {
    const made = await service("POST", "/masking/conversations", {
      participants: status.users.map(({ id }, index) => ({
        user_id: id,
        label: ["Ana", "Ben"][index],
      })),
    });
    const [ana, ben] = status.users;
    const [seat] = (await made.json()).participants;
    const body = (index: number) => `Message ${index} of many`;
    await inParallel(8, COUNT, (index) => stack.text(ana!.phone, seat.proxy_number, body(index)));
    await until("all have arrived", async () => {
      return (await stack.arrived(ben!.phone)).length === COUNT;
    }, 60_000);

    const { page } = await browser.open([status.api_url, status.simulator_url]);
    const view = consolePage(page);
    const bens = view.phone("Ben");
    /** Waits until a text is where somebody who looks at the telephone sees it. */
    const inSight = (body: string) =>
      until(`"${body}" is in sight`, async () => {
        const text = await bens.texts.getByText(body, { exact: true }).boundingBox();
        const screen = await bens.texts.boundingBox();
        return text && screen && text.y >= screen.y &&
          text.y + text.height <= screen.y + screen.height;
      });
    const newest = (await stack.arrived(ben!.phone)).map((text) => text.body);

    await t.step("opens at its end", async () => {
      await view.signIn(status.console_url, "Ana");
      await inSight(newest.at(-1)!);
      const elements = await page.locator("*").count();
      assert.ok(elements < MOST_ELEMENTS, `${elements} elements`);
    });

    await t.step("scrolls to its beginning", async () => {
      await bens.texts.press("Home");
      await inSight(newest[0]!);
    });

    await t.step("goes on at its end when something is said", async () => {
      await bens.text("Still there?");
      await inSight("Still there?");
      await view.phone("Ana").sees("Still there?");
      await view.journey("Still there?").getByText("Delivered").waitFor();
    });

    await t.step("shows older texts a page at a time", async () => {
      const texts = page.getByRole("list", { name: "Texts, the latest first" });
      const before = await texts.locator("> li").count();
      assert.ok(before <= 100);
      await view.button("Show older texts").click();
      await texts.locator("> li").nth(before).waitFor();
    });
  } finally {
    await browser.close();
    await stack.stop();
  }
});
