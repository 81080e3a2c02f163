import { pause, type State } from "../state.ts";
import { type Call, when } from "./call.ts";
import { dial } from "./dial.ts";
import { follow } from "./follow.ts";
import type { Element } from "./parse_twiml.ts";
import { keepRecording } from "./keep_recording.ts";
import { answer, end, hangUp } from "./progress.ts";

/** Does what the verbs say until they end, the call does, or another document takes over; the line stays up at the end. */
export async function runTwiml(state: State, call: Call, verbs: Element[]): Promise<void> {
  let left = verbs;
  while (call.endedAt === null && (left.length > 0 || call.redirectUrl !== null)) {
    if (call.redirectUrl !== null) {
      const url = call.redirectUrl;
      call.redirectUrl = null;
      left = await follow(state, call, url);
      continue;
    }
    const [verb, ...rest] = left;
    left = await perform(state, call, verb!) ?? rest;
  }
}

/** The document that the verb leads to; null when the next verb follows. */
async function perform(state: State, call: Call, verb: Element): Promise<Element[] | null> {
  const { name, attributes } = verb;
  // A bridge that waits for the other side, and a refusal, are all that can be done without taking the call.
  if (name !== "Reject" && attributes.answerOnBridge !== "true") answer(state, call);
  switch (name) {
    case "Say":
      call.heard.push(verb.text);
      return null;
    case "Pause":
      await pause(state, Number(attributes.length ?? 1) * 1000);
      return null;
    case "Redirect":
      return await follow(state, call, verb.text.trim());
    case "Hangup":
      hangUp(state, call);
      return null;
    case "Reject":
      end(state, call, "busy");
      return null;
    case "Gather":
      return await gather(state, call, verb);
    case "Dial":
      return await dial(state, call, verb);
    case "Record":
      return await record(state, call, verb);
    default:
      call.heard.push(`(the carrier does not know ${name})`);
      return null;
  }
}

async function gather(state: State, call: Call, verb: Element): Promise<Element[] | null> {
  for (const { name, text } of verb.children) if (name === "Say") call.heard.push(text);
  const { numDigits, finishOnKey = "#", timeout = "5", action } = verb.attributes;
  const behaviour = state.behaviours.get(call.phone);
  if (behaviour && behaviour.on_call !== "ring" && call.pressed === "") {
    await pause(state, 1);
    call.pressed = behaviour.digits && `${behaviour.digits}${numDigits ? "" : finishOnKey}`;
    if (call.pressed === "") return null;
  }
  const enough = () =>
    call.pressed.includes(finishOnKey) || call.pressed.length >= Number(numDigits ?? Infinity);
  await when([call], () => call.endedAt !== null || enough(), Number(timeout) * 1000);
  const digits = call.pressed.split(finishOnKey)[0]!.slice(0, Number(numDigits ?? 1000));
  call.pressed = "";
  return digits === "" || call.endedAt !== null || action === undefined
    ? null
    : await follow(state, call, action, [["Digits", digits]]);
}

async function record(state: State, call: Call, verb: Element): Promise<Element[] | null> {
  const { action, recordingStatusCallback, maxLength = "3600", finishOnKey = "#" } =
    verb.attributes;
  call.heard.push("(beep)");
  const pressed = () => [...call.pressed].some((key) => finishOnKey.includes(key));
  await when([call], () => call.endedAt !== null || pressed(), Number(maxLength) * 1000);
  call.pressed = "";
  const about = keepRecording(state, call, recordingStatusCallback);
  if (call.endedAt !== null) return null;
  // Without an action the carrier asks the same URL again (docs: voice/twiml/record): a loop.
  return action ? await follow(state, call, action, about) : null;
}

/** What a call does that somebody placed or took: its document, and then the line goes down. */
export async function runCall(state: State, call: Call, url: string): Promise<void> {
  await runTwiml(state, call, await follow(state, call, url));
  hangUp(state, call);
}
