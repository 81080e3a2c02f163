import type { CallStep } from "../voice_carrier.ts";

const CALL_EVENTS = ["initiated", "ringing", "answered", "completed"] as const;
const SECONDS_TO_PRESS = 8;

/** Steps as TwiML (docs: voice/twiml). The library is loaded when there is a call, which few functions ever have. */
export async function writeTwiml(steps: CallStep[], language: string): Promise<string> {
  const { default: VoiceResponse } = await import("twilio/lib/twiml/VoiceResponse.js");
  const twiml = new VoiceResponse();
  const say = { language: language as "en-US" };
  for (const step of steps) {
    switch (step.do) {
      case "say":
        twiml.say(say, step.text);
        break;
      case "ask":
        twiml.gather({
          ...(step.digits === null ? { finishOnKey: "#" } : { numDigits: step.digits }),
          timeout: SECONDS_TO_PRESS,
          action: step.thenUrl,
        }).say(say, step.text);
        break;
      case "bridge": {
        const { leg } = step;
        // Without callerId Twilio shows the caller's own number (docs: voice/twiml/dial).
        twiml.dial({
          callerId: leg.from,
          answerOnBridge: true,
          timeout: step.ringSeconds,
          timeLimit: step.maxSeconds,
          action: step.thenUrl,
          ...(step.recordedUrl === null ? {} : {
            record: "record-from-answer-dual" as const,
            recordingStatusCallback: step.recordedUrl,
          }),
        }).number({
          url: leg.answeredUrl,
          statusCallback: leg.statusUrl,
          statusCallbackEvent: [...CALL_EVENTS],
        }, leg.to);
        break;
      }
      case "conference":
        twiml.dial({ timeLimit: step.maxSeconds }).conference({ beep: "false" }, step.name);
        break;
      case "record":
        twiml.record({
          action: step.thenUrl,
          recordingStatusCallback: step.recordedUrl,
          maxLength: step.maxSeconds,
          finishOnKey: "#",
          playBeep: true,
        });
        break;
      case "hang_up":
        twiml.hangup();
    }
  }
  return twiml.toString();
}
