import { startPostgres } from "../../local/postgres/start_postgres.ts";

/**
 * `deno task test [paths]`: every test (or those of the paths), on an own Postgres and free ports. Ends with a plain line
 * `N passed, N failed`; Ctrl-C stops it.
 */
const paths = Deno.args.length > 0 ? Deno.args : ["supabase", "local", "bench", "client"];

const postgres = await startPostgres({ port: 0, settings: { max_connections: "200" } });
const tests = new Deno.Command(Deno.execPath(), {
  args: ["test", "-A", "--no-prompt", ...paths],
  env: { MASKLINE_TEST_CLUSTER_URL: postgres.url, NO_COLOR: "1" },
  stdout: "piped",
}).spawn();

let tail = "";
const decoder = new TextDecoder();
for await (const chunk of tests.stdout) {
  await Deno.stdout.write(chunk);
  tail = (tail + decoder.decode(chunk, { stream: true })).slice(-2_000);
}
const { code } = await tests.status;
await postgres.stop("immediate");

const [, passed = 0, failed = 1] = (/ (\d+) passed.* (\d+) failed/.exec(
  tail.split("\n").findLast((line) => line.includes(" passed ")) ?? "",
) ?? [])
  .map(Number);
const broken = code === 0 ? failed : Math.max(failed, 1);
// deno-lint-ignore no-console
console.log(`${passed} passed, ${broken} failed`);
Deno.exit(broken === 0 && passed > 0 ? 0 : 1);
