import { parseArgs } from "node:util";
import { print, printError } from "../local/process/print.ts";
import { cold } from "./benches/cold.ts";
import { create } from "./benches/create.ts";
import { crypto } from "./benches/crypto.ts";
import { expire } from "./benches/expire.ts";
import { flat } from "./benches/flat.ts";
import { partitioned } from "./benches/partitioned.ts";
import { pool } from "./benches/pool.ts";
import { relay } from "./benches/relay.ts";
import { scaleOut } from "./benches/scale_out.ts";
import { describeMachine } from "./report/describe_machine.ts";
import { printSection } from "./report/print_section.ts";
import type { Bench, Section } from "./report/section.ts";

const BENCHES: Record<string, Bench> = {
  relay,
  create,
  flat,
  expire,
  pool,
  cold,
  crypto,
  scale_out: scaleOut,
  partitioned,
};

const USAGE = `deno task bench [names] [--json] [--runs 5] [--quick] [--profile]

Measures, each on a Postgres of its own and on 127.0.0.1 only: ${Object.keys(BENCHES).join(", ")}.
All of it takes about half an hour and 12 GB of disk; progress goes to stderr, Ctrl-C stops it.
--profile also says where the time goes: of relay in the function and in Postgres, of expire what waits for what.`;

function readOptions() {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      profile: { type: "boolean", default: false },
      runs: { type: "string", default: "5" },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name));
  if (unknown.length > 0) throw new Error(`there is no bench ${unknown.join(", ")}`);
  const runs = values.quick ? 1 : Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs must be a number from 1 up");
  return { ...values, runs, names: positionals.length > 0 ? positionals : Object.keys(BENCHES) };
}

let options: ReturnType<typeof readOptions>;
try {
  options = readOptions();
} catch (error) {
  printError(`Bench: ${(error as Error).message}\n\n${USAGE}`);
  Deno.exit(1);
}
if (options.help) {
  print(USAGE);
  Deno.exit();
}

const machine = describeMachine();
const sections: Record<string, Section> = {};
if (!options.json) print(`${machine.cpus} CPUs, ${machine.memory_gb} GB, Deno ${machine.deno}\n`);
for (const name of options.names) {
  sections[name] = await BENCHES[name]!({ ...options, log: printError });
  if (!options.json) print(printSection(sections[name]));
}
if (options.json) print(JSON.stringify({ machine, runs: options.runs, ...sections }, null, 2));
Deno.exit();
