import assert from "node:assert/strict";
import { startTestStack } from "../../supabase/tests/support/test_stack.ts";
import { until } from "../process/until.ts";
import { readRows } from "./read_rows.ts";

const DRIVER = "+14155550141";
const RIDER = "+14155550142";

type Rows = {
  pool: { number: string; bindings: { label: string; cooldown_until: string | null }[] }[];
  conversation: { status: string } | null;
  seats: { label: string; phone_hash: string; phone_encrypted: string }[];
  messages: { outcome: string; body_encrypted: string; provider_sid: string }[];
  forwards: { status: string; attempts: number }[];
};

Deno.test("readRows() shows a conversation as the database holds it: no number of anybody's, no words", async () => {
  const stack = await startTestStack();
  try {
    const made = await stack.service("POST", "/masking/conversations", {
      participants: [{ phone: DRIVER, label: "Driver" }, { phone: RIDER, label: "Rider" }],
    });
    const { id, masked_number: masked } = await made.json();
    const sid = await stack.text(DRIVER, masked, "At the blue door");
    const read = async () => await readRows(stack.sql, id) as Rows;
    await until(
      "the text is delivered",
      async () => (await read()).forwards[0]?.status === "delivered",
    );

    const rows = await read();
    const held = () => rows.pool.filter(({ bindings }) => bindings.length > 0);
    assert.deepEqual(held().map(({ number, bindings }) => [number, bindings.map((b) => b.label)]), [
      [masked, ["Driver", "Rider"]],
    ]);
    assert.deepEqual(rows.seats.map(({ label }) => label), ["Driver", "Rider"]);
    assert(rows.seats.every((seat) => /^v1\./.test(seat.phone_encrypted) && seat.phone_hash));
    const [message] = rows.messages;
    assert.deepEqual([message!.outcome, message!.provider_sid], ["forwarded", sid]);
    assert.match(message!.body_encrypted, /^v1\./);
    assert.equal(rows.forwards[0]!.attempts, 1);
    assert.doesNotMatch(JSON.stringify(rows), /blue door|55550141|55550142/);

    await stack.service("DELETE", `/masking/conversations/${id}`);
    const after = await read();
    assert.equal(after.conversation!.status, "closed");
    const bindings = after.pool.flatMap((number) => number.bindings);
    assert(bindings.length === 2 && bindings.every((binding) => binding.cooldown_until !== null));

    const none = await readRows(stack.sql, "no id") as Rows;
    assert.deepEqual([none.conversation, none.seats, none.messages], [null, [], []]);
  } finally {
    await stack.stop();
  }
});
