import assert from "node:assert/strict";
import { startCheckedDeployment } from "../support/checked_deployment.ts";
import { type Block, findBlocks, placeOf } from "./find_blocks.ts";
import { isOf } from "./runner_of.ts";
import { readValues, shapeOf } from "./shape_of.ts";
import { createShellRunner, documentedCommands } from "./shell_runner.ts";

/** Whose phone README's conversation looks at. */
const RIDER = "+14155550142";

/** The API's page: local/openapi/api_page_test.ts holds its requests and answers against what is promised, and that is replayed. */
const isPromised = ({ path }: Block) => path === "docs/api.md";

const which = async (command: string) =>
  new TextDecoder().decode((await new Deno.Command("which", { args: [command] }).output()).stdout)
    .trim();

Deno.test("Shell commands of docs/api.md can be read by bash", async () => {
  for (const block of (await findBlocks()).filter(isOf("sh")).filter(isPromised)) {
    const { code, stderr } = await new Deno.Command("bash", { args: ["-n", "-c", block.text] })
      .output();
    assert.equal(code, 0, `${placeOf(block)}: ${new TextDecoder().decode(stderr)}`);
  }
});

Deno.test("Shell commands in the documents run, and print what the documents say", async (t) => {
  const deployment = await startCheckedDeployment({
    PHONE_ENCRYPTION_KEY_PREVIOUS: "the key that came before this one",
  });
  const { stack, settings } = deployment;
  const { status } = stack;

  // README's reader waits a second for a text; here as long as it takes.
  let sleeps = 0;
  const clock = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async () => {
    await stack.arrivals(RIDER, ++sleeps);
    return new Response();
  });
  const shell = await createShellRunner({
    commands: {
      ...documentedCommands(await which("npx")),
      sleep: `exec curl -s http://127.0.0.1:${clock.addr.port}`,
    },
    environment: {
      API: stack.functionsUrl,
      KEY: status.secret_key,
      DB: status.db_url,
      MASKLINE_SECRET_KEY: status.secret_key,
      PUBLIC_FUNCTIONS_URL: stack.functionsUrl,
    },
    replace: (text) =>
      text.replaceAll("https://<ref>.supabase.co", status.api_url)
        .replaceAll("<ref>", "abcdefghijklmnopqrst")
        .replaceAll("sb_secret_…", status.secret_key),
  });
  await Deno.mkdir(`${shell.folder}/.local`);
  await Deno.writeTextFile(`${shell.folder}/.local/status.json`, JSON.stringify(status));
  await Deno.writeTextFile(
    `${shell.folder}/.env`,
    Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join(""),
  );

  try {
    const blocks = (await findBlocks()).filter(isOf("sh", "output")).filter((block) =>
      !isPromised(block)
    );
    assert.ok(blocks.length >= 10);
    let printed = "";
    for (const block of blocks) {
      await t.step(placeOf(block), async () => {
        if (block.language === "output") {
          const [said, expected] = [printed, block.text].map((text) =>
            readValues(text).map(shapeOf)
          );
          assert.deepEqual(said, expected, `${placeOf(block)}: this is not what is printed`);
          return;
        }
        const { stdout, stderr, brokenAt } = await shell.run(block);
        assert.equal(brokenAt, undefined, `${brokenAt}: ${stderr || stdout}`);
        printed = stdout;
      });
    }
  } finally {
    await shell.close();
    await clock.shutdown();
    await stack.stop();
  }
});
