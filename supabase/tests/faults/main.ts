import { parseArgs } from "node:util";
import { runFaults } from "./run_faults.ts";
import { hasPgbouncer } from "./start_pgbouncer.ts";
import type { Broken } from "./broken_builds.ts";

// `deno task test:faults`: the harness by hand; Ctrl-C stops it. It sends traffic to 127.0.0.1 only and ends by itself.
const { values } = parseArgs({
  args: Deno.args,
  options: {
    long: { type: "boolean", default: false },
    texts: { type: "string" },
    conversations: { type: "string" },
    seed: { type: "string" },
    processes: { type: "string", default: "1" },
    kills: { type: "string" },
    restarts: { type: "string", default: "2" },
    pgbouncer: { type: "boolean", default: false },
    policy: { type: "boolean", default: false },
    broken: { type: "string" },
  },
});
// deno-lint-ignore no-console
const print = (line: string) => console.log(line);
if (values.pgbouncer && !await hasPgbouncer()) {
  print("Run with --pgbouncer: it is not installed, apt-get install pgbouncer");
  Deno.exit(1);
}
const result = await runFaults({
  texts: Number(values.texts ?? (values.long ? 5_000 : 600)),
  conversations: Number(values.conversations ?? (values.long ? 300 : 60)),
  seed: Number(values.seed ?? crypto.getRandomValues(new Uint32Array(1))[0]),
  processes: Number(values.processes),
  kills: Number(values.kills ?? (values.long ? 12 : 3)),
  restarts: Number(values.restarts),
  sendSeconds: values.long ? 120 : 20,
  pgbouncer: values.pgbouncer,
  policy: values.policy,
  ...(values.broken ? { broken: values.broken as Broken } : {}),
  progress: print,
});
for (const [name, value] of Object.entries(result)) {
  print(
    `${name.padEnd(16)} ${
      Array.isArray(value)
        ? `${value.length}${value.slice(0, 3).map((body) => `\n  ${body}`).join("")}`
        : value
    }`,
  );
}
const { losses, duplicates, misrouted, outOfOrder, untold, toldOutOfOrder, unsettled } = result;
const faults = unsettled +
  [losses, duplicates, misrouted, outOfOrder, untold, toldOutOfOrder].flat().length;
print(
  faults === 0
    ? "Every text once, at the right phone, in order, and the app was told"
    : "NOT every text once, at the right phone, in order, or the app was not told",
);
Deno.exit(faults === 0 ? 0 : 1);
