import assert from "node:assert/strict";
import { type Channel, readStrangerAnswer } from "./read_stranger_answer.ts";

const read = (answer: unknown, channel: Channel = "message") =>
  readStrangerAnswer(JSON.stringify(answer), channel);
const connect = { action: "connect", participant: { phone: "+14155550142", label: "Seller" } };
const connected = (more: object, channel: Channel = "message") => {
  const answer = read({ ...connect, ...more }, channel);
  return answer?.action === "connect" ? answer.connection : null;
};

Deno.test("readStrangerAnswer() reads the four answers", () => {
  assert.deepEqual(read({ action: "ignore", more: 1 }), { action: "ignore" });
  assert.deepEqual(read({ action: "answer" }), { action: "answer" });
  assert.deepEqual(read({ action: "say", text: " Hi 👋 " }), { action: "say", text: "Hi 👋" });
  const connection = connected({ label: " Lead  7 ", expires_in: 60, metadata: { lead: 7 } })!;
  assert.deepEqual([connection.participant, connection.label], [connect.participant, "Lead 7"]);
  const { expires_in, metadata, geo_match, leak_policy } = connection.settings;
  assert.deepEqual([expires_in, metadata, geo_match, leak_policy], [
    60,
    { lead: 7 },
    "country",
    "allow",
  ]);
});

Deno.test("readStrangerAnswer() wants a mode that allows what the stranger did", () => {
  assert.deepEqual(
    [connected({})!.settings.mode, connected({}, "call")!.settings.mode],
    ["message", "voice"],
  );
  for (const channel of ["message", "call"] as const) {
    const mode = "message_and_voice";
    assert.equal(connected({ mode }, channel)!.settings.mode, mode);
  }
  assert.equal(connected({ mode: "voice" }), null);
  assert.equal(connected({ mode: "message" }, "call"), null);
});

Deno.test("readStrangerAnswer() takes anything else for no answer", () => {
  const wrong: unknown[] = [
    ...[null, [], "ignore", {}, { action: "IGNORE" }, { action: "pending" }],
    ...[{ action: "say" }, { action: "say", text: " " }, { action: "say", text: "x".repeat(321) }],
    ...[{ action: "say", text: "\ud83d" }, { action: "connect" }],
    ...[{ ...connect, participant: {} }, { ...connect, participant: { phone: 1 } }],
    { ...connect, participant: { phone: "+14155550142", user_id: crypto.randomUUID() } },
    { ...connect, participant: { phone: "+14155550142", more: 1 } },
    // As POST /masking/conversations has it.
    ...[{ ...connect, label: "seller" }, { ...connect, label: "+1 415 555 0142" }],
    ...[{ ...connect, expires_in: 0 }, { ...connect, expires: 60 }, { ...connect, mode: "fax" }],
    ...[{ ...connect, extend_on_activity: 60 }, { ...connect, friendly_name: "" }],
    { ...connect, starts_at: "2026-11-21T12:00:00Z" },
    { ...connect, participants: [{ phone: "+14155550142" }] },
  ];
  for (const answer of wrong) assert.equal(read(answer), null, JSON.stringify(answer));
  for (const text of ["", "ok", "<Response/>", '{"action":"say","text":"\\u0000"}']) {
    assert.equal(readStrangerAnswer(text, "message"), null, text);
  }
});
