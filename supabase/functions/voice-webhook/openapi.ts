import * as z from "zod";
import { EXAMPLE } from "../_shared/openapi/example_values.ts";
import type { Answer, Example, Operation, Operations } from "../_shared/openapi/operation.ts";

/** What Twilio posts of a call, as far as it is read. */
export const twilioCall = z.object({
  CallSid: z.string(),
  From: z.string().optional(),
  To: z.string().optional(),
  CallStatus: z.string().optional(),
  CallDuration: z.string().optional(),
  Digits: z.string().optional(),
  DialCallSid: z.string().optional(),
  DialCallStatus: z.string().optional(),
  DialCallDuration: z.string().optional(),
  RecordingSid: z.string().optional(),
  RecordingDuration: z.string().optional(),
});

const ofCall = z.object({
  call: z.string().optional(),
  language: z.string().optional(),
  recorded: z.string().optional(),
});
const twiml = z.string().regex(/^<\?xml/).describe("TwiML.");
const refused: Record<number, Answer> = { 403: { description: "It is not signed as it is" } };
const spoken: Record<number, Answer> = {
  200: { description: "What the carrier is to do", type: "text/xml", schema: twiml },
  ...refused,
};
const noted: Record<number, Answer> = {
  204: { description: "It was noted, or says nothing new" },
  ...refused,
  500: { description: "Nothing was stored; the carrier may call again" },
};

const CallSid = "CA0490e9267093442a8932f03f0f61de27";
const say = (...verbs: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs.join("")}</Response>`;
const nobody =
  `<Say language="en-US">The other person could not be reached. Goodbye.</Say><Hangup/>`;

const route = (
  id: string,
  summary: string,
  answers: Record<number, Answer>,
  example: Example,
): { POST: Operation } => ({
  POST: {
    id,
    summary,
    callers: ["twilio"],
    query: ofCall,
    body: twilioCall,
    bodyType: "application/x-www-form-urlencoded",
    bare: true,
    answers,
    examples: { default: { query: { call: EXAMPLE.callId }, ...example } },
  },
});

export const voiceWebhook: Operations = {
  "": route("receiveCall", "A call came in", spoken, {
    query: {},
    body: { CallSid, From: EXAMPLE.driverPhone, To: EXAMPLE.maskedNumber, CallStatus: "ringing" },
    answer: say(
      `<Dial answerOnBridge="true" callerId="${EXAMPLE.maskedNumber}"><Number>${EXAMPLE.riderPhone}</Number></Dial>`,
    ),
  }),
  "/answered": route("answerCall", "Somebody who was rung has answered", spoken, {
    body: { CallSid, CallStatus: "in-progress" },
    answer: say(
      `<Gather numDigits="1"><Say language="en-US">Press 1 to accept.</Say></Gather>`,
      "<Hangup/>",
    ),
  }),
  "/accepted": route("acceptCall", "Somebody who was rung has pressed a key", spoken, {
    body: { CallSid, CallStatus: "in-progress", Digits: "1" },
    answer: say(),
  }),
  "/dialed": route("finishDial", "The bridge is over, or never came about", spoken, {
    body: { CallSid, CallStatus: "in-progress", DialCallStatus: "no-answer" },
    answer: say(nobody),
  }),
  "/pin": route("enterPin", "A PIN was entered", spoken, {
    body: { CallSid, To: EXAMPLE.maskedNumber, CallStatus: "in-progress", Digits: "482913" },
    answer: say("<Hangup/>"),
  }),
  "/unreached": route("sayNotReached", "Nobody has come to the conference", spoken, {
    body: { CallSid, CallStatus: "in-progress" },
    answer: say(nobody),
  }),
  "/goodbye": route("sayGoodbye", "Thanks for the message", spoken, {
    body: { CallSid, CallStatus: "in-progress" },
    answer: say(`<Say language="en-US">Thank you. Goodbye.</Say>`, "<Hangup/>"),
  }),
  "/recorded": route("takeVoicemail", "A message was left", noted, {
    body: { CallSid, RecordingSid: "RE0490e9267093442a8932f03f0f61de27", RecordingDuration: "4" },
  }),
  "/recording": route("takeRecording", "A talk between two was recorded", noted, {
    body: { CallSid, RecordingSid: "RE1490e9267093442a8932f03f0f61de27", RecordingDuration: "61" },
  }),
  "/status": route("receiveCallStatus", "What became of a call", noted, {
    body: { CallSid, CallStatus: "completed", CallDuration: "61" },
  }),
  "/voicemail": {
    GET: {
      id: "playVoicemail",
      summary: "Listen to a message or a recorded talk",
      description:
        "For whoever has the link, which a text of Maskline brought, or the service was given. Each time adds a row to the access audit.",
      callers: ["anybody"],
      query: z.object({
        call: z.string(),
        key: z.string(),
        format: z.enum(["mp3", "wav"]).optional(),
      }),
      bare: true,
      answers: {
        200: { description: "The audio", type: "audio/mpeg" },
        404: { description: "There is no message behind this link any more", type: "text/plain" },
        503: {
          description: "The carrier cannot be reached",
          type: "text/plain",
          headers: ["Retry-After"],
        },
      },
      examples: {
        default: { query: { call: EXAMPLE.callId, key: EXAMPLE.voicemailKey } },
      },
    },
  },
};
