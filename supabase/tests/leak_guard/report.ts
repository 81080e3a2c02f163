import corpus from "./corpus.json" with { type: "json" };
import heldOut from "./held_out.json" with { type: "json" };
import { type Corpus, measure } from "./measure.ts";

/** `deno task leak:report`: how well the leak guard does on its written examples, and each one that it gets wrong. */
// deno-lint-ignore no-console
const print = console.log;

for (
  const [name, examples] of Object.entries(
    { corpus, "held out": heldOut } satisfies Record<string, Corpus>,
  )
) {
  const { leaks, innocent, missed, falseAlarms, precision, recall } = measure(examples);
  print(`${name}: ${leaks} leaks, ${innocent} innocent texts`);
  print(`  precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
  for (const [kind, list] of Object.entries(examples)) {
    if (kind === "innocent") continue;
    const { recall } = measure({ ...empty(), [kind]: list });
    print(`  recall of ${kind}: ${recall.toFixed(3)} of ${list.length}`);
  }
  for (const example of missed) print(`  missed: ${JSON.stringify(example)}`);
  for (const example of falseAlarms) print(`  false alarm: ${JSON.stringify(example)}`);
}

function empty(): Corpus {
  return { phone: [], email: [], handle: [], link: [], innocent: [] };
}
