import { postSigned } from "../post_signed.ts";
import { inBackground, newSid, type State } from "../state.ts";
import type { Call } from "./call.ts";

/** Keeps a recording of a call and tells the callback of it, if there is one (docs: voice/twiml/record, "recordingStatusCallback"). */
export function keepRecording(
  state: State,
  call: Call,
  callback: string | undefined,
): [string, string][] {
  const sid = newSid("RE");
  state.recordings.set(sid, call.sid);
  const about: [string, string][] = [["RecordingSid", sid], ["RecordingDuration", "3"]];
  if (callback) {
    const params: [string, string][] = [
      ["AccountSid", state.accountSid],
      ["CallSid", call.sid],
      ["RecordingStatus", "completed"],
      ...about,
    ];
    inBackground(state, postSigned(state, callback, params).then(() => {}));
  }
  return about;
}
