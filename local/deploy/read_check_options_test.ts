import assert from "node:assert/strict";
import { checkSettings } from "./check_settings.ts";
import { describeFinding, describeOutcome } from "./describe_findings.ts";
import { missing, ok, skipped } from "./finding.ts";
import { readCheckOptions } from "./read_check_options.ts";

const STACK = {
  api_url: "http://127.0.0.1:54321",
  secret_key: "sb_secret_local",
  db_url: "postgresql://postgres:a@127.0.0.1:54322/postgres",
};
const HOSTED = "https://ref.supabase.co/functions/v1";

Deno.test("readCheckOptions() takes the local stack where nothing else is named, and nothing of it else", async () => {
  assert.deepEqual(await readCheckOptions([], {}, STACK), {
    functionsUrl: "http://127.0.0.1:54321/functions/v1",
    secretKey: "sb_secret_local",
    settings: undefined,
    databaseUrl: STACK.db_url,
    textTo: undefined,
  });
  const hosted = await readCheckOptions(["--url", `${HOSTED}/`], {}, STACK);
  assert.deepEqual([hosted!.functionsUrl, hosted!.secretKey, hosted!.databaseUrl], [
    HOSTED,
    undefined,
    undefined,
  ]);
  assert.equal(await readCheckOptions(["--help"], {}, undefined), null);
});

Deno.test("readCheckOptions() reads the file, which may name the URL, and refuses what it cannot use", async () => {
  const file = await Deno.makeTempFile();
  await Deno.writeTextFile(
    file,
    `# settings\nPUBLIC_FUNCTIONS_URL=${HOSTED}\nTWILIO_AUTH_TOKEN=x\n`,
  );
  const read = await readCheckOptions(["--env", file, "--text-to", "+14155550171"], {}, STACK);
  assert.deepEqual([read!.functionsUrl, read!.settings!.TWILIO_AUTH_TOKEN, read!.textTo], [
    HOSTED,
    "x",
    "+14155550171",
  ]);
  await Deno.remove(file);
  for (
    const [args, expected] of [
      [["--env", file], /--env .* cannot be read/],
      [["--url", "ref.supabase.co"], /--url/],
      [["--db", "mysql://x"], /--db/],
      [["--text-to", "4155550171"], /--text-to/],
      [["--apply"], /--apply/],
    ] as const
  ) await assert.rejects(readCheckOptions(args, {}, STACK), expected);
});

Deno.test("checkSettings() wants the transaction pooler of a hosted project", () => {
  const at = (url: string) =>
    checkSettings({ MASKLINE_DB_URL: url }).filter(({ what }) => what.includes("MASKLINE_DB_URL"));
  const pooler = "aws-0-eu-central-1.pooler.supabase.com";
  assert.deepEqual(at(`postgresql://maskline.ref:x@${pooler}:6543/postgres`), []);
  assert.match(at(`postgresql://maskline.ref:x@${pooler}:5432/postgres`)[0]!.todo!, /port 6543/);
  assert.match(at("mysql://maskline@127.0.0.1/x")[0]!.todo!, /postgresql:/);
});

Deno.test("describeFinding() and describeOutcome() are a line each", () => {
  assert.equal(describeFinding(ok("pool")), "ok       pool");
  assert.equal(describeFinding(missing("job a", "do\nthis")), "missing  job a: do this");
  assert.equal(describeOutcome([ok("a")]), "Nothing is missing or wrong");
  assert.equal(
    describeOutcome([missing("a", "b"), skipped("c", "d")]),
    "1 to mend; 1 not looked at",
  );
});
