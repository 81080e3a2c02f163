import assert from "node:assert/strict";
import { startTestStack } from "../support/test_stack.ts";
import { type Block, findBlocks, placeOf } from "./find_blocks.ts";
import { ROOT } from "./read_document.ts";
import { isOf } from "./runner_of.ts";

/** What stands around a block that takes a signed-in client for granted: `me` and `other` are the two demo users. */
const PREAMBLE = `import { createClient } from "@supabase/supabase-js";
const [url, key, email, password, me, other] = Deno.args as [string, string, string, string, string, string];
const supabase = createClient(url, key, { auth: { autoRefreshToken: false, persistSession: false } });
await supabase.auth.signInWithPassword({ email, password });
void me, void other;
`;
const POSTSCRIPT = `
if (error) throw new Error(await error.context.text());
console.log(JSON.stringify(data));
`;

/** A block that imports what it uses stands alone. */
const standsAlone = ({ text }: Block) => /^import /m.test(text);

Deno.test("TypeScript in the documents has right types, and what a frontend would do with it works", async (t) => {
  const blocks = (await findBlocks()).filter(isOf("ts", "tsx"));
  const folder = await Deno.makeTempDir({ dir: `${ROOT}supabase/tests/docs`, prefix: ".blocks-" });
  const deno = async (...args: string[]) => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args,
      cwd: ROOT,
      env: { NO_COLOR: "1" },
    }).output();
    const said = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, stdout: said(stdout), stderr: said(stderr) };
  };
  const stack = await startTestStack();
  try {
    for (const [index, block] of blocks.entries()) {
      await t.step(placeOf(block), async () => {
        const file = `${folder}/block_${index}.${block.language}`;
        const alone = standsAlone(block);
        await Deno.writeTextFile(file, alone ? block.text : PREAMBLE + block.text + POSTSCRIPT);
        const checked = await deno("check", file);
        assert.equal(checked.code, 0, `${placeOf(block)}: ${checked.stderr}`);
        if (alone) return;
        const { status } = stack;
        const [me, other] = status.users;
        const ran = await deno(
          ...["run", "-A", file, status.api_url, status.publishable_key],
          ...[me!.email, me!.password, me!.id, other!.id],
        );
        assert.equal(ran.code, 0, `${placeOf(block)}: ${ran.stderr}`);
        assert.match(JSON.parse(ran.stdout).id, /^[0-9a-f-]{36}$/);
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
    await stack.stop();
  }
});
