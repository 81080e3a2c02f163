import assert from "node:assert/strict";
import { readLines } from "./read_lines.ts";

Deno.test("readLines() joins chunks and keeps a last line without an end", async () => {
  const chunks = ["one\ntw", "o\r\n", "\nlast"].map((text) => new TextEncoder().encode(text));
  const lines: string[] = [];
  await readLines(ReadableStream.from(chunks), (line) => lines.push(line));
  assert.deepEqual(lines, ["one", "two", "", "last"]);
});
