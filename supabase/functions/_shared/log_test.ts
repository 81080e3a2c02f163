import assert from "node:assert/strict";
import { createLog } from "./log.ts";

const logged = (write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> => {
  const lines: string[] = [];
  write(createLog("masking", (line) => lines.push(line)));
  assert.equal(lines.length, 1);
  assert.ok(!lines[0]!.includes("\n"));
  return JSON.parse(lines[0]!);
};

Deno.test("createLog() writes one line of JSON with what it was given", () => {
  const { at, ...line } = logged((log) => log("text", { outcome: "forwarded", duration_ms: 3 }));
  assert.deepEqual(line, {
    function: "masking",
    event: "text",
    outcome: "forwarded",
    duration_ms: 3,
  });
  assert.ok(!Number.isNaN(Date.parse(String(at))));
});

Deno.test("createLog() names an error and its cause, redacted and without a stack", () => {
  const cause = Object.assign(new Error("Key (number)=(+14155550101) exists"), { code: "23505" });
  const { error } = logged((log) => log("failure", { error: new Error("Outer\nline", { cause }) }));
  assert.equal(error, "Error: Outer\nline < Error 23505: Key (number)=([number]) exists");
});
