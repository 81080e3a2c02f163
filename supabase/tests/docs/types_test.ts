import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";
import { type Block, findBlocks, placeOf } from "./find_blocks.ts";
import { readDocument, ROOT } from "./read_document.ts";
import { isOf } from "./runner_of.ts";

/** A block that imports what it uses is a module of its own; the others are lines out of a frontend, and are run as such. */
const isModule = ({ text }: Block) => /^import /m.test(text);

const WORLD = `${ROOT}supabase/tests/docs/frontend_world.ts`;

/** supabase-js answers a failure instead of throwing it. */
const POSTSCRIPT = "if (error) throw new Error(await error.context.text());\n";

function sourceOf(block: Block): string {
  const world = `import { enterWorld } from ${JSON.stringify(WORLD)};\n`;
  if (isModule(block)) return `${block.text}\nexport {};\n${world}void enterWorld;\n`;
  const answers = /\bconst \{ data, error \} =/.test(block.text) ? POSTSCRIPT : "";
  return `${world}import { isMasklineError } from "maskline";
void isMasklineError;
await enterWorld(JSON.parse(Deno.args[0]!));
await (async () => {\n${block.text}\n${answers}})();\n`;
}

/** As an app that has installed the client and React. */
async function writeConfig(folder: string): Promise<void> {
  const { imports } = JSON.parse((await readDocument("import_map.json")).text);
  const client = `${ROOT}client/src`;
  await Deno.writeTextFile(
    `${folder}/deno.json`,
    JSON.stringify({
      nodeModulesDir: "none",
      imports: {
        ...imports,
        "maskline": `${client}/index.ts`,
        "maskline/react": `${client}/react/index.ts`,
        "react/jsx-runtime": `${imports.react}/jsx-runtime`,
        "@types/react/jsx-runtime": `${imports["@types/react"]}/jsx-runtime`,
      },
      compilerOptions: {
        lib: ["deno.window", "dom"],
        strict: true,
        jsx: "react-jsx",
        jsxImportSource: "react",
        jsxImportSourceTypes: "@types/react",
      },
    }),
  );
}

async function deno(folder: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).output();
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  return { code, said };
}

Deno.test("TypeScript in the documents has right types, and what a frontend would do with it works", async (t) => {
  const blocks = (await findBlocks()).filter(isOf("ts", "tsx"));
  assert.ok(blocks.some((block) => !isModule(block)));
  const folder = await Deno.makeTempDir({ prefix: "maskline-docs-" });
  await writeConfig(folder);
  const stack = await startTestStack();
  const { api_url: url, publishable_key: publishableKey, users } = stack.status;
  const [{ email, password }] = users as [typeof users[number]];
  const world = JSON.stringify({
    url,
    publishableKey,
    email,
    password,
    users: users.map(({ id }) => id),
  });
  try {
    for (const [index, block] of blocks.entries()) {
      await t.step(placeOf(block), async () => {
        const file = `${folder}/block_${index}.${block.language}`;
        await Deno.writeTextFile(file, sourceOf(block));
        const checked = await deno(folder, "check", "--no-lock", file);
        assert.equal(checked.code, 0, `${placeOf(block)}: ${checked.said}`);
        if (isModule(block)) return;
        const ran = await deno(folder, "run", "-A", "--no-lock", file, world);
        assert.equal(ran.code, 0, `${placeOf(block)}: ${ran.said}`);
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
    await stack.stop();
  }
});
