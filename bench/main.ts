import { parseArgs } from "node:util";
import { cold } from "./benches/cold.ts";
import { relay } from "./benches/relay.ts";
import { printSection } from "./report/print_section.ts";
import type { Bench, Section } from "./report/section.ts";

const BENCHES: Record<string, Bench> = { relay, cold };

const { values, positionals } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    runs: { type: "string", default: "5" },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const log = (line: string) => console.error(line);
const sections: Record<string, Section> = {};
for (const name of names) {
  const section = await BENCHES[name]!({
    runs: values.quick ? 1 : Number(values.runs),
    quick: values.quick,
    log,
  });
  sections[name] = section;
  if (!values.json) console.log(printSection(section));
}
if (values.json) console.log(JSON.stringify(sections, null, 2));
Deno.exit();
