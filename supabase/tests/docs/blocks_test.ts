import assert from "node:assert/strict";
import { blocksOf, findBlocks, placeOf } from "./find_blocks.ts";
import { ROOT } from "./read_document.ts";
import { isOf, OWN_TESTS, runnerOf } from "./runner_of.ts";

Deno.test("Every block of the documents is run by something", async () => {
  const left = (await findBlocks()).filter((block) => runnerOf(block) === undefined);
  assert.deepEqual(
    left.map((block) => `${placeOf(block)}: nothing runs a block of "${block.language}"`),
    [],
    "name its language behind the fence (supabase/tests/docs/runner_of.ts)",
  );
});

Deno.test("Blocks with a test of their own are there, and so is the test, which reads that document", async () => {
  const blocks = await findBlocks();
  for (const { path, heading, language, test } of OWN_TESTS) {
    const [block, ...more] = blocks.filter((one) =>
      one.path === path && one.language === language && one.headings.includes(heading)
    );
    assert.ok(block && more.length === 0, `${path} has one block of ${language} under ${heading}`);
    const source = await Deno.readTextFile(`${ROOT}${test}`);
    assert.ok(source.includes(path) && source.includes(heading), test);
  }
});

Deno.test("blocksOf() finds blocks in lists too, and says where they are", () => {
  const text =
    "# A\n\n## B\n\n1. Do:\n\n   ```sh\n   echo 1\n     echo 2\n   ```\n\n## C\n\n```\nx\n```\n";
  assert.deepEqual(blocksOf("x.md", text), [
    { path: "x.md", line: 8, language: "sh", headings: ["A", "B"], text: "echo 1\n  echo 2\n" },
    { path: "x.md", line: 15, language: "", headings: ["A", "C"], text: "x\n" },
  ]);
  assert.throws(() => blocksOf("x.md", "a\n```sh\nb\n"), /x\.md:3: this block is never closed/);
});

Deno.test("JSON in the documents is JSON", async () => {
  for (const block of (await findBlocks()).filter(isOf("json"))) {
    try {
      JSON.parse(block.text);
    } catch (error) {
      assert.fail(`${placeOf(block)}: ${(error as Error).message}`);
    }
  }
});

/** Twilio's reserved numbers of North America (+1 NXX 555 01xx) are nobody's. */
const RESERVED = /^\+?1?[2-9]\d\d55501\d\d$/;

Deno.test("Pictures in letters show reserved numbers only", async () => {
  for (const block of (await findBlocks()).filter(isOf("text"))) {
    for (const [number] of block.text.matchAll(/\+?\d[\d ]{6,}\d/g)) {
      assert.match(number.replaceAll(" ", ""), RESERVED, `${placeOf(block)}: ${number}`);
    }
  }
});

/** The lines that a diagram of each kind may have. */
const DIAGRAMS: Record<string, RegExp> = {
  sequenceDiagram:
    /^(participant \w+ as .+|\w+-{1,2}>>\w+: .+|loop .+|alt .+|else .+|opt .+|end|Note .+)$/,
  "stateDiagram-v2": /^(\[\*\]|\w+) --> (\[\*\]|\w+)(: .+)?$/,
};

Deno.test("Diagrams are of a kind that is known, and every line of them can be read", async () => {
  for (const block of (await findBlocks()).filter(isOf("mermaid"))) {
    const [kind, ...lines] = block.text.trimEnd().split("\n");
    const allowed = DIAGRAMS[kind!];
    assert.ok(allowed, `${placeOf(block)}: there is no rule for a ${kind}`);
    for (const [index, line] of lines.entries()) {
      assert.match(line.trim(), allowed, `${block.path}:${block.line + 1 + index}`);
    }
  }
});
