import assert from "node:assert/strict";
import { inBrowser } from "./in_browser.ts";
import { keepForReadme } from "./keep_for_readme.ts";
import { keepState } from "./keep_state.ts";
import { plotColours } from "./plot_colours.ts";
import { startConsoleStack } from "./start_console_stack.ts";

const ANA = "+14155550151";
const BEN = "+14155550152";
const CYD = "+14155550153";
/** The carrier refuses every text to it: it is no mobile phone. */
const LANDLINE = "+15005550009";

inBrowser("The admin view of the console", async (browser, t) => {
  const stack = await startConsoleStack();
  const { service, status } = stack;
  try {
    const connect = async (a: string, b: string, friendly_name: string) => {
      const participants = [{ phone: a, label: "Driver" }, { phone: b, label: "Rider" }];
      const made = await service("POST", "/masking/conversations", { participants, friendly_name });
      return await made.json();
    };
    const ride = await connect(ANA, BEN, "Ride 17");
    const wrong = await connect(BEN, LANDLINE, "Ride 18");
    await stack.text(BEN, wrong.participants[0].proxy_number, "Anybody there?");
    await stack.arrivals(BEN, 1);
    await stack.text(ANA, ride.participants[0].proxy_number, "STOP");
    await stack.arrivals(BEN, 2);
    // A month of it: somebody who held three numbers a week ago, and holds six now.
    await stack.sql`update public.phone_number_pool set created_at = now() - interval '30 days'`;
    for (const [index, days] of [12, 10, 8, 5, 3, 1].entries()) {
      const { id } = await connect(CYD, `+1415555016${index}`, `Ride ${index}`);
      await stack.sql`
        update public.phone_conversation_participants
        set joined_at = now() - make_interval(days => ${days}) where conversation_id = ${id}`;
    }

    const watched = await browser.open([status.api_url]);
    const { page } = watched;
    const key = page.getByLabel("Secret key");
    const open = async (text: string) => {
      await key.fill(text);
      await page.getByRole("button", { name: "Open" }).click();
    };

    await t.step("asks for a secret key, and says what is wrong with another", async () => {
      await page.goto(`${status.console_url}/#/admin`);
      await key.waitFor();
      await keepState(page, "admin-key");
      await open("sb_secret_wrong");
      await page.getByRole("alert").getByText("This is no secret key of this stack").waitFor();
      await open(status.publishable_key);
      await page.getByRole("alert").getByText("This is the publishable key").waitFor();
      await keepState(page, "admin-wrong-key");
      watched.expectQuiet(/401/);
    });

    await t.step("shows the pool, the outbox, failures, opt-outs and conversations", async () => {
      await open(status.secret_key);
      await page.getByRole("heading", { name: "Capacity" }).waitFor();
      const tile = (name: string) =>
        page.locator("dl > div").filter({ has: page.getByText(name, { exact: true }) });
      await tile("Capacity left").getByText("4", { exact: true }).waitFor();
      await tile("Bindings held").getByText("16", { exact: true }).waitFor();
      await tile("Opted out").getByText("1", { exact: true }).waitFor();
      await page.getByRole("row", { name: /21614 not a mobile number/ }).waitFor();
      await page.getByRole("row", { name: /active Ride 17 Driver, Rider/ }).waitFor();
      await page.getByRole("row", { name: /texted STOP/ }).waitFor();
      await page.getByText("Buy 2.").waitFor();
    });

    await t.step("draws its plots, and has each as a table", async () => {
      assert.equal(await page.locator("figure canvas").count(), 3);
      const drawn = await page.evaluate(
        `[...document.querySelectorAll("figure canvas")].map((canvas) =>
        canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))`,
      );
      assert.deepEqual(drawn, [true, true, true]);
      const capacity = page.getByRole("figure", { name: "Capacity" });
      await capacity.getByText("Show as a table").click();
      const now = capacity.locator("tbody tr").first();
      await now.waitFor();
      assert.deepEqual(await now.locator("td").allInnerTexts(), ["10", "16", "6"]);
      await page.getByRole("radio", { name: "2 weeks" }).check();
      await capacity.getByText("In the last two weeks").waitFor();
      await capacity.locator("tbody tr").nth(56).waitFor();
      await capacity.getByText("Show as a table").click();
      await keepState(page, "admin");
      await keepForReadme(page, "admin", { colorScheme: "light", width: 1_280, height: 1_080 });
    });

    await t.step("draws its plots in the colours of the theme", async () => {
      const surfaceIn = async (colorScheme: "light" | "dark") => {
        await page.emulateMedia({ colorScheme });
        const plots = await plotColours(page);
        for (const { surface, lines } of plots) {
          assert.equal(new Set([surface, ...lines]).size, lines.length + 1, "all differ");
        }
        return plots[0]!.surface;
      };
      const [light, dark] = [await surfaceIn("light"), await surfaceIn("dark")];
      assert.notEqual(light, dark);
      await page.getByRole("button", { name: "Use the dark theme" }).click();
      assert.equal(await surfaceIn("light"), dark);
      await page.getByRole("button", { name: "Use the light theme" }).click();
      assert.equal(await surfaceIn("dark"), light);
      await page.emulateMedia({ colorScheme: null });
    });

    await t.step("renews itself", async () => {
      await service("DELETE", `/masking/conversations/${ride.id}`);
      await service("GET", `/masking/conversations/${ride.id}/messages`);
      await page.getByRole("row", { name: /api Ride 17/ }).waitFor();
      await page.getByRole("row", { name: /service:default read messages/ }).waitFor();
    });

    await t.step("keeps the key in memory alone", async () => {
      await page.getByRole("link", { name: "Live" }).click();
      await page.getByRole("link", { name: "Admin" }).click();
      await page.getByRole("heading", { name: "Capacity" }).waitFor();
      const kept = await page.evaluate<string>(
        "location.href + JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie",
      );
      assert.ok(!kept.includes(status.secret_key));
      assert.ok(!stack.logs.join("\n").includes(status.secret_key));
      await page.reload();
      await key.waitFor();
      await open(status.secret_key);
      await page.getByRole("button", { name: "Forget the key" }).click();
      assert.equal(await key.inputValue(), "");
    });
  } finally {
    await browser.close();
    await stack.stop();
  }
});
