import assert from "node:assert/strict";
import { conversationChanges, conversationInput, messageInput } from "./schema.ts";
import { expiry } from "./expiry.ts";

const two = [{ phone: "+14155550151" }, { phone: "+14155550152" }];
const create = (more: Record<string, unknown>) =>
  conversationInput.safeParse({ participants: two, ...more }).success;

Deno.test("conversationInput takes 1 to 50 people, each by user or by number", () => {
  assert.ok(create({}));
  assert.ok(create({ participants: [two[0]] }));
  assert.ok(create({ participants: Array(50).fill(two[0]) }));
  for (
    const participants of [[], Array(51).fill(two[0]), [two[0], {}], [two[0], {
      phone: "1",
      user_id: crypto.randomUUID(),
    }], [two[0], { user_id: "x" }]]
  ) {
    assert.ok(!create({ participants }));
  }
});

Deno.test("conversationInput takes no label that could be a number", () => {
  const label = (text: string) => create({ participants: [{ ...two[0], label: text }, two[1]] });
  for (const text of ["Driver", "Apt 12, floor 3", "Guest 2"]) assert.ok(label(text), text);
  for (
    const text of ["+14155550101", "415 555 0101", "call 4.1.5.5.5.5.0101", "", "x".repeat(33)]
  ) assert.ok(!label(text), text);
});

Deno.test("conversationInput takes no label that tells how to reach somebody, or that is no word", () => {
  const label = (text: string) => create({ participants: [{ ...two[0], label: text }, two[1]] });
  for (const text of ["Émilie", "🚗", "Driver – front", "10"]) assert.ok(label(text), text);
  for (
    const text of ["ana@example.com", "４１５-５５５-０１０１", "ana at example dot com", "- -"]
  ) {
    assert.ok(!label(text), text);
  }
});

Deno.test("conversationInput says who has the label of somebody before", () => {
  const labels = (...given: (string | undefined)[]) =>
    conversationInput.safeParse({ participants: given.map((label) => ({ ...two[0], label })) });
  assert.ok(labels("Driver", "Driver 2", undefined, undefined).success);
  for (const same of ["Driver", "DRIVER", " dri-ver "]) {
    const { error } = labels("Rider", "Driver", same);
    assert.deepEqual(error?.issues.map(({ path }) => path.join(".")), ["participants.2.label"]);
  }
});

Deno.test("conversationInput takes a longer life on activity only with a cap", () => {
  const max_expires_at = "2030-01-01T00:00:00Z";
  assert.ok(create({ starts_at: "2029-01-01T00:00:00Z", extend_on_activity: 60, max_expires_at }));
  assert.ok(create({ max_expires_at }));
  assert.ok(!create({ extend_on_activity: 60 }));
});

Deno.test("conversationInput takes one expiry, known modes and nothing unknown", () => {
  assert.ok(create({ expires_in: null }));
  assert.ok(create({ expires_at: "2030-01-01T00:00:00+02:00" }));
  for (
    const more of [
      { expires_in: 60, expires_at: "2030-01-01T00:00:00Z" },
      { expires_in: 0 },
      { expires_in: 1.5 },
      { mode: "fax" },
      { leak_policy: "hold" },
      { extra: 1 },
      { metadata: [] },
      { metadata: { x: "y".repeat(20_000) } },
    ]
  ) {
    assert.ok(!create(more), JSON.stringify(more).slice(0, 60));
  }
});

Deno.test("conversationChanges wants something to change", () => {
  assert.ok(!conversationChanges.safeParse({}).success);
  assert.ok(conversationChanges.safeParse({ status: "closed" }).success);
});

Deno.test("messageInput takes 1 to 1,600 characters as they are", () => {
  const { user, service } = messageInput;
  assert.deepEqual(user.parse({ body: "  x  " }), { body: "  x  " });
  assert.ok(!user.safeParse({ body: "" }).success);
  assert.ok(!user.safeParse({ body: "x".repeat(1601) }).success);
  // A user names somebody by "@label", which the leak guard knows of.
  const toOne = { body: "x", participant_id: crypto.randomUUID() };
  assert.deepEqual([user.safeParse(toOne).success, service.parse(toOne)], [false, toOne]);
});

Deno.test("expiry() counts from now, and tells never from nothing said", () => {
  const now = new Date("2026-05-01T00:00:00Z");
  assert.deepEqual(expiry({ expires_in: 60 }, now), new Date("2026-05-01T00:01:00Z"));
  assert.equal(expiry({ expires_at: null }, now), null);
  assert.equal(expiry({}, now), undefined);
  assert.throws(() => expiry({ expires_at: "2026-05-01T00:00:00Z" }, now), {
    code: "expires_too_early",
  });
});
