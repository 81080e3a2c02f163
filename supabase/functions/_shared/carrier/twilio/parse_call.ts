import type { CallProgress, CallStatus, CallWebhook } from "../voice_carrier.ts";

const STATUSES: Record<string, CallStatus> = {
  queued: "queued",
  initiated: "queued",
  ringing: "ringing",
  "in-progress": "in_progress",
  answered: "in_progress",
  completed: "completed",
  busy: "busy",
  "no-answer": "no_answer",
  failed: "failed",
  canceled: "canceled",
};

/** What Twilio shows in place of a number that is withheld, as words or as their letters on a keypad (support article 223179988). */
const WITHHELD = new Set([
  "+266696687",
  "+7378742833",
  "+2562533",
  "+8656696",
  "+7748283",
  "+86282452253",
]);

/** A call as Twilio tells of it, in a callback (`durationSeconds` a text) or in its list. */
export function parseProgress(
  sid: string,
  status: string,
  duration: string | null,
): CallProgress {
  const seconds = Number.parseInt(duration ?? "", 10);
  return {
    sid,
    status: STATUSES[status] ?? "queued",
    durationSeconds: Number.isNaN(seconds) ? null : seconds,
  };
}

/** A verified form body of Twilio's about a call (docs: voice/twiml, voice/twiml/dial, voice/twiml/record); null when it is none. */
export function parseCall(params: URLSearchParams): CallWebhook | null {
  const sid = params.get("CallSid") ?? "";
  if (sid === "") return null;
  const from = params.get("From") ?? "";
  const dialed = params.get("DialCallStatus");
  const recording = params.get("RecordingSid") ?? "";
  return {
    ...parseProgress(sid, params.get("CallStatus") ?? "", params.get("CallDuration")),
    from: /^\+[1-9]\d{6,14}$/.test(from) && !WITHHELD.has(from) ? from : null,
    to: params.get("To") ?? "",
    digits: params.get("Digits") ?? "",
    dialed: dialed === null ? null : {
      ...parseProgress(params.get("DialCallSid") ?? "", dialed, params.get("DialCallDuration")),
      // Of a bridge "answered" means that it is over.
      ...(dialed === "answered" ? { status: "completed" as const } : {}),
    },
    recording: recording === "" ? null : {
      sid: recording,
      seconds: Number.parseInt(params.get("RecordingDuration") ?? "0", 10) || 0,
    },
  };
}
