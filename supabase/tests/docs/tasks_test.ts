import assert from "node:assert/strict";
import { proseOf } from "./find_blocks.ts";
import { readDocument, readDocuments } from "./read_document.ts";
import { flagsIn, readTasks, wrongTask } from "./tasks.ts";

Deno.test("Tasks that the documents mention are in deno.json, with these flags", async () => {
  const tasks = await readTasks();
  const wrong: string[] = [];
  let mentions = 0;
  for (const { path, text } of await readDocuments()) {
    const prose = proseOf(text);
    for (const code of prose.matchAll(/`[^`]*`/g)) {
      const mention = /(?:^`|\s)task\s+([a-z][\w:-]*)([^`]*)`$/.exec(code[0]);
      if (!mention) continue;
      mentions++;
      const problem = wrongTask(tasks, mention[1]!, mention[2]!);
      const line = prose.slice(0, code.index).split("\n").length;
      if (problem) wrong.push(`${path}:${line}: ${problem}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(mentions > 20);
});

Deno.test("Tasks that CONTRIBUTING.md explains name their flags in deno.json too", async () => {
  const tasks = await readTasks();
  const { text } = await readDocument("CONTRIBUTING.md");
  for (const [index, line] of text.split("\n").entries()) {
    const name = /^npx -y deno@\S+ task ([\w:-]+)/.exec(line)?.[1];
    if (name === undefined) continue;
    assert.equal(wrongTask(tasks, name, line), undefined, `CONTRIBUTING.md:${index + 1}`);
  }
});

/** A flag that no command has: one that reads its flags says so, and does nothing. */
const NO_FLAG = "--no-such-flag";

Deno.test("Commands take the flags that deno.json names, and refuse others", async () => {
  for (const [name, { script, flags }] of await readTasks()) {
    if (flags.size === 0) continue;
    assert.ok(script, `task ${name} has flags but runs no single script`);
    for (const flag of flags) {
      const { stdout, stderr, code } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", script, flag, NO_FLAG],
        env: { NO_COLOR: "1" },
        stdin: "null",
      }).output();
      const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
      assert.notEqual(code, 0, `task ${name} ${flag}`);
      // One that wants a value takes the next flag for a forgotten one.
      assert.match(
        said,
        new RegExp(
          `Unknown option '${NO_FLAG}'|Option '${flag}\\b.*' argument (is ambiguous|missing)`,
        ),
        `task ${name} does not know ${flag}`,
      );
    }
  }
});

Deno.test("flagsIn() finds flags, and nothing else with hyphens", () => {
  assert.deepEqual(flagsIn("task x --seed N --use-api -- a--b - --9"), ["--seed", "--use-api"]);
});
