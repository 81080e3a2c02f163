import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { readDocument } from "../docs/read_document.ts";
import { buildExample } from "../support/build_example.ts";
import { startTestStack } from "../support/test_stack.ts";
import { inBrowser } from "./in_browser.ts";
import { keepState } from "./keep_state.ts";

/** What README has a reader do under "A React app on Maskline", but for what serves it and does not end. */
async function commandsOfReadme(): Promise<string[]> {
  const { text } = await readDocument("examples/react/README.md");
  const [, block] = /```bash\n([\s\S]*?)```/.exec(text)!;
  const commands = block!.trim().split("\n").map((line) => line.replace(/ {2,}#.*/, ""));
  assert.equal(commands.pop(), "npm run dev");
  return commands;
}

let example: Awaited<ReturnType<typeof buildExample>>;
Deno.test.beforeAll(async () => {
  example = await buildExample(await commandsOfReadme());
});
Deno.test.afterAll(() => example.remove());

// Also where there is no browser.
Deno.test("The React example installs, type-checks and builds as its README says", () => {
  assert.ok(example);
});

inBrowser("Two people write to each other in the React example", async (browser, t) => {
  const stack = await startTestStack();
  const site = example.serve(stack.status);
  const { api_url, users } = stack.status;
  const realtime = api_url.replace("http:", "ws:");
  const pages: Page[] = [];
  const open = async (user: { email: string; password: string }) => {
    const { page } = await browser.open([api_url, realtime]);
    pages.push(page);
    await page.goto(site.url);
    await page.getByLabel("E-mail address").fill(user.email);
    await page.getByLabel("Password").fill(user.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("None yet.").waitFor();
    return page;
  };
  const said = (page: Page, text: string) =>
    page.getByRole("list", { name: "Messages" }).getByText(text, { exact: true }).waitFor();
  const [ana, ben] = [users[0]!, users[1]!];

  try {
    const [anas, bens] = [await open(ana), await open(ben)];

    await t.step("one begins a conversation, and the other one sees it", async () => {
      await keepState(anas, "example-empty");
      await anas.getByText(`Your number is ${ana.phone}`).waitFor();
      await anas.getByLabel("What it is about").fill("Lesson at five");
      await anas.getByLabel("User ID of the other person").fill(ben.id);
      await anas.getByRole("button", { name: "Begin" }).click();
      await anas.getByRole("heading", { name: "Lesson at five" }).waitFor();
      await bens.getByRole("button", { name: "Lesson at five" }).click();
    });

    await t.step("they write to each other, by page and by phone", async () => {
      await anas.getByLabel("Message", { exact: true }).fill("I am late");
      await anas.getByRole("button", { name: "Send" }).click();
      await said(bens, "I am late");
      await anas.getByText("delivered").waitFor();
      const [text] = await stack.arrivals(ben.phone, 1);
      await stack.text(ben.phone, text!.from, "Never mind");
      await said(anas, "Never mind");
      await said(bens, "Never mind");
      assert.equal((await stack.arrivals(ana.phone, 1))[0]!.body, "Never mind");
      await keepState(anas, "example-conversation");
    });

    await t.step("one ends it, and nothing can be said any more", async () => {
      await anas.getByRole("button", { name: "End conversation" }).click();
      await bens.getByText("This conversation has ended.").waitFor();
      assert.equal(await bens.getByLabel("Message", { exact: true }).count(), 0);
    });

    await t.step("the next one who signs in sees nothing of the former", async () => {
      await anas.getByRole("button", { name: "Sign out" }).click();
      await anas.getByRole("heading", { name: "Sign in" }).waitFor();
      assert.equal(await anas.getByText("Never mind").count(), 0);
    });
  } finally {
    // First, so that they look for nobody who is gone.
    await Promise.all(pages.map((page) => page.context().close()));
    await site.stop();
    await stack.stop();
  }
});
