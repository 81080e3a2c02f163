import assert from "node:assert/strict";
import { parseCall } from "./parse_call.ts";

const parse = (fields: Record<string, string>) => parseCall(new URLSearchParams(fields));
const CALL = { CallSid: "CA1", From: "+14155550151", To: "+14155550110", CallStatus: "ringing" };

Deno.test("parseCall() reads a call that comes in", () => {
  assert.deepEqual(parse(CALL), {
    sid: "CA1",
    status: "ringing",
    durationSeconds: null,
    from: "+14155550151",
    to: "+14155550110",
    digits: "",
    dialed: null,
    recording: null,
  });
});

Deno.test("parseCall() knows a withheld number by all that Twilio writes for it", () => {
  for (
    const From of [
      "",
      "anonymous",
      "Restricted",
      "unavailable",
      "+266696687",
      "+7378742833",
      "sip:x@y",
    ]
  ) {
    assert.equal(parse({ ...CALL, From })!.from, null, From);
  }
});

Deno.test("parseCall() reads keys, what was dialed, and recordings", () => {
  const dialed = { DialCallSid: "CA2", DialCallStatus: "no-answer", DialCallDuration: "0" };
  const recorded = { RecordingSid: "RE1", RecordingDuration: "7" };
  const read = parse({ ...CALL, Digits: "12#", ...dialed, ...recorded })!;
  assert.deepEqual([read.digits, read.dialed, read.recording], [
    "12#",
    { sid: "CA2", status: "no_answer", durationSeconds: 0 },
    { sid: "RE1", seconds: 7 },
  ]);
  assert.equal(parse({ ...CALL, DialCallStatus: "answered" })!.dialed!.status, "completed");
});

Deno.test("parseCall() reads every status, and an unknown one as one that says nothing", () => {
  const expected = {
    queued: "queued",
    initiated: "queued",
    ringing: "ringing",
    "in-progress": "in_progress",
    completed: "completed",
    busy: "busy",
    "no-answer": "no_answer",
    failed: "failed",
    canceled: "canceled",
    "new-one": "queued",
  };
  for (const [CallStatus, status] of Object.entries(expected)) {
    assert.equal(parse({ ...CALL, CallStatus })!.status, status);
  }
  assert.equal(
    parse({ ...CALL, CallStatus: "completed", CallDuration: "61" })!.durationSeconds,
    61,
  );
});

Deno.test("parseCall() takes a text for no call", () => {
  assert.equal(
    parse({ MessageSid: "SM1", From: "+14155550151", To: "+14155550110", Body: "x" }),
    null,
  );
});
