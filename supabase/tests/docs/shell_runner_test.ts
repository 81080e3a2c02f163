import assert from "node:assert/strict";
import { createShellRunner, documentedCommands } from "./shell_runner.ts";
import { readValues, shapeOf } from "./shape_of.ts";

const NPX = new TextDecoder()
  .decode((await new Deno.Command("which", { args: ["npx"] }).output()).stdout).trim();

Deno.test("A shell block breaks off at its line when a command, a flag or a path is none", async (t) => {
  const refusing = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => Response.json({ code: "not_authenticated" }, { status: 401 }),
  );
  const shell = await createShellRunner({
    commands: documentedCommands(NPX),
    environment: { API: `http://127.0.0.1:${refusing.addr.port}` },
    replace: (text) => text,
  });
  const run = (text: string) =>
    shell.run({ path: "x.md", line: 10, language: "sh", headings: [], text });
  const broken: [string, RegExp][] = [
    ["npx -y deno@2.9.6 task no-such-task", /deno\.json has no task no-such-task/],
    ["npx -y deno@2.9.6 task pool:sync --no-such-flag", /names no --no-such-flag/],
    ["npx -y deno@1.0.0 task test", /uses another Deno than deno@1\.0\.0/],
    ["npx -y deno@2.9.6 task test supabase/no_such_test.ts", /there is no supabase\/no_such_test/],
    ["npx -y deno@2.9.6 task bench no-such-bench", /there is no bench no-such-bench/],
    ["npx supabase db shove --remote", /has no command db shove/],
    ["npx supabase db push --linkedin", /supabase db push has no --linkedin/],
    ["npx supabase login me", /supabase login takes no me/],
    ["npx cowsay hello", /no business with npx cowsay/],
    ["curl $API/masking", /401/],
    ["no-such-command", /not found/],
    ["echo $NO_SUCH_VARIABLE", /unbound/],
    ["echo 'open", /unexpected EOF/],
  ];
  try {
    for (const [command, reason] of broken) {
      await t.step(command, async () => {
        const { brokenAt, stderr } = await run(`true\n${command}\necho not come to\n`);
        assert.equal(brokenAt, "x.md:11", stderr);
        assert.match(stderr, reason);
      });
    }
    await t.step("and runs to its end else", async () => {
      const well =
        "npx supabase link abcdefghijklmnopqrst\nnpx -y deno@2.9.6 task bench relay --quick\n";
      const { brokenAt, stdout, stderr } = await run(well);
      assert.equal(brokenAt, undefined, stderr);
      assert.match(stdout, /^deno task bench/);
    });
  } finally {
    await shell.close();
    await refusing.shutdown();
  }
});

Deno.test("shapeOf() keeps members, counts and words, and forgets what differs each time", () => {
  const text =
    `{"id":"9160591f-ea7d-4533-af9a-f9fc1b6cd32b","b":[\n "2026-11-21T07:01:36.396+00:00"],"a":1}\n204\n`;
  assert.deepEqual(readValues(text).map(shapeOf), [{ a: 1, b: ["<time>"], id: "<id>" }, 204]);
  assert.equal(shapeOf("+14155550118"), "<pool number>");
  assert.equal(shapeOf("+14155550142"), "+14155550142");
  assert.throws(() => readValues("{"), /no JSON/);
});
