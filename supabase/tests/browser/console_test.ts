import assert from "node:assert/strict";
import { consolePage } from "./console_page.ts";
import { inBrowser } from "./in_browser.ts";
import { keepForReadme } from "./keep_for_readme.ts";
import { keepState } from "./keep_state.ts";
import { startConsoleStack } from "./start_console_stack.ts";

inBrowser("The live view of the console", async (browser, t) => {
  const stack = await startConsoleStack();
  const { status } = stack;
  const [ana, ben] = status.users;
  try {
    const watched = await browser.open([status.api_url, status.simulator_url]);
    const { page } = watched;
    const view = consolePage(page);
    const [anas, bens] = [view.phone("Ana"), view.phone("Ben")];
    const state = (words: string) => page.getByRole("status").getByText(words, { exact: true });

    await t.step("opens with less than 200 kB, and signs in with one click", async () => {
      await page.goto(status.console_url);
      await view.button("Continue as Ana").waitFor();
      await keepState(page, "console-sign-in");
      await view.button("Continue as Ana").click();
      await page.getByRole("heading", { name: "Connect Ana and Ben" }).waitFor();
      const bytes = await watched.bytesReceived();
      assert.ok(bytes < 200_000, `${bytes} bytes`);
      await keepState(page, "console-first");
    });

    await t.step("connects two people, who text both ways and see a mask alone", async () => {
      await view.button("Start a conversation").click();
      await state("Active").waitFor();
      await anas.text("Where do we meet?");
      await bens.sees("Where do we meet?");
      await bens.text("At the fountain");
      await anas.sees("At the fountain");
      for (const { phone, other } of [{ phone: anas, other: ben }, { phone: bens, other: ana }]) {
        const shown = (await phone.root.innerText()).replaceAll(/[^\d]/g, "");
        assert.ok(!shown.includes(other!.phone.slice(1)));
      }
    });

    await t.step("shows each text on its way, until it is delivered", async () => {
      for (const body of ["Where do we meet?", "At the fountain"]) {
        await view.journey(body).getByText("Delivered").waitFor();
      }
      await keepState(page, "console-texts");
    });

    await t.step("sends pictures", async () => {
      await anas.press("Send a picture");
      await keepState(page, "console-menu");
      await anas.root.locator(".composer .disclosure-panel button").first().click();
      const picture = bens.texts.getByRole("img", { name: "A picture" });
      await picture.scrollIntoViewIfNeeded();
      await picture.waitFor();
      await view.journeys.first().getByText("Delivered").waitFor();
      await keepForReadme(page, "texts", { colorScheme: "light", width: 1_280, height: 860 });
    });

    await t.step(
      "shows what the database holds of it, which is no text and no number",
      async () => {
        await view.tab("Database");
        const panel = page.getByRole("tabpanel");
        await panel.getByText("ciphertext").first().waitFor();
        const held = (await panel.locator(".cell").allInnerTexts()).join("\n");
        assert.match(held, /body_encrypted/);
        for (const secret of ["Where do we meet?", "At the fountain", ana!.phone, ben!.phone]) {
          assert.ok(!held.includes(secret));
        }
        await keepState(page, "console-database");
      },
    );

    await t.step("extends it, and closes it: a late text reaches nobody", async () => {
      await view.button("Extend by 1 day").click();
      await page.getByRole("timer").getByText(/^1 d /).waitFor();
      await view.button("Close").click();
      await state("Closed").waitFor();
      await bens.text("One more thing");
      await bens.sees("This conversation has ended. Your message was not delivered.");
      assert.equal(await anas.texts.getByText("One more thing").count(), 0);
      await view.tab("Texts");
      await page.getByText("Too late: not relayed").waitFor();
      await keepState(page, "console-closed");
    });

    await t.step("opens it again: who says STOP gets no more texts, until START", async () => {
      await view.button("Reopen").click();
      await state("Active").waitFor();
      const keyword = async (name: RegExp) => {
        await bens.press("Text a keyword");
        await bens.press(name);
      };
      await keyword(/^Text STOP/);
      await anas.sees("The other person can no longer be reached by text on this number.");
      await anas.text("Are you still there?");
      await page.getByText("Opted out: not relayed").waitFor();
      await keyword(/^Text START/);
      await page.getByText("START: texted again").waitFor();
      assert.equal(await bens.texts.getByText("Are you still there?").count(), 0);
    });

    await t.step("lets its time run out", async () => {
      await view.button("Expire now").click();
      await page.getByText("Its time was up").waitFor();
    });

    await t.step("connects a group, with the names in front", async () => {
      await view.button("New").click();
      // By the keyboard: what is to be clicked is the label around it.
      await page.getByRole("checkbox", { name: "Cleo" }).press("Space");
      await keepState(page, "console-new");
      await view.button("Connect 3 people").click();
      await view.phone("Cleo").root.waitFor();
      await anas.text("Dinner at eight");
      await bens.sees("Ana: Dinner at eight");
      await view.phone("Cleo").sees("Ana: Dinner at eight");
      await view.phone("Cleo").text("@ben Bring wine");
      await bens.sees("Cleo: @ben Bring wine");
      await keepState(page, "console-group");
    });

    await t.step("shows a fault of the carrier, and the recovery", async () => {
      await view.tab("Carrier");
      const byItself = page.getByRole("switch", { name: /as soon as a text is due/ });
      await byItself.press("Space");
      await page.getByRole("switch", { name: /^Too many requests/ }).press("Space");
      await anas.text("Can you hear me?");
      await keepState(page, "console-carrier");
      await view.tab("Texts");
      const text = view.journey("Can you hear me?");
      await text.getByText("Refused with 20429").nth(1).waitFor();
      await keepState(page, "console-fault");
      await keepForReadme(page, "fault", { colorScheme: "dark", width: 1_280, height: 960 });
      await view.tab("Carrier");
      await view.button("All well again").click();
      await view.button("Sweep now").click();
      await byItself.press("Space");
      await bens.sees("Ana: Can you hear me?");
      await view.tab("Texts");
      await text.getByText("Delivered").nth(1).waitFor();
    });

    await t.step("shows one part at a time where there is no room for more", async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      await anas.root.waitFor({ state: "hidden" });
      await view.button("Ana, Cleo").click();
      await view.phone("Cleo").root.waitFor();
      await keepState(page, "console-phones");
      await view.button("Between").click();
      await anas.root.waitFor({ state: "hidden" });
      await page.setViewportSize({ width: 1_280, height: 800 });
    });

    await t.step("calls", async () => {
      await anas.press(/^Call /);
      for (const phone of [bens, view.phone("Cleo")]) {
        await phone.press("Answer");
        await phone.root.getByRole("group", { name: "Keys" }).waitFor();
        await phone.press("1");
        await phone.root.getByRole("status").getByText("Connected", { exact: true }).waitFor();
      }
      await keepState(page, "console-call");
      for (const phone of [anas, bens]) {
        const screen = await phone.root.getByRole("group", { name: /^Call with/ }).boundingBox();
        const end = await phone.root.getByRole("button", { name: "Hang up" }).boundingBox();
        assert.ok(end!.y + end!.height <= screen!.y + screen!.height);
      }
      await anas.press("Hang up");
      await bens.press("Hang up");
      await view.phone("Cleo").press("Hang up");
    });
  } finally {
    await browser.close();
    await stack.stop();
  }
});
