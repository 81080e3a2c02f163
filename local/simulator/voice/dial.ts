import { inBackground, type State } from "../state.ts";
import { type Call, newCall, when } from "./call.ts";
import { durationOf } from "./call_params.ts";
import { follow } from "./follow.ts";
import type { Element } from "./parse_twiml.ts";
import { keepRecording } from "./keep_recording.ts";
import { answer, end, hangUp } from "./progress.ts";
import { ring } from "./ring.ts";
import { runTwiml } from "./run_twiml.ts";
import { scheduleHangUp } from "./schedule_hang_up.ts";

/** `<Dial>` (docs: voice/twiml/dial) of one number or into one conference; the document of its action, if it has one. */
export async function dial(state: State, call: Call, verb: Element): Promise<Element[] | null> {
  const limit = Number(verb.attributes.timeLimit ?? 14_400) * 1000;
  const conference = verb.children.find(({ name }) => name === "Conference");
  if (conference) {
    await confer(state, call, conference.text.trim(), limit);
    return null;
  }
  const number = verb.children.find(({ name }) => name === "Number");
  const leg = await bridge(state, call, verb, number, limit);
  const { action, record, recordingStatusCallback } = verb.attributes;
  // The carrier records from the moment when the phone was answered, whatever is asked there first.
  if (record?.startsWith("record-from-answer") && leg?.answeredAt) {
    keepRecording(state, call, recordingStatusCallback);
  }
  if (call.endedAt !== null || action === undefined) return null;
  return await follow(state, call, action, [
    ["DialCallStatus", leg?.status ?? "failed"],
    ["DialBridged", String(leg?.connectedTo.includes(call.phone) ?? false)],
    ...(leg
      ? [["DialCallSid", leg.sid], ["DialCallDuration", String(durationOf(leg))]] as [
        string,
        string,
      ][]
      : []),
  ]);
}

async function bridge(
  state: State,
  call: Call,
  { attributes }: Element,
  number: Element | undefined,
  limit: number,
): Promise<Call | null> {
  const { callerId } = attributes;
  if (!callerId || !state.numbers.has(callerId)) {
    // Twilio would show the caller's own number to whoever is called.
    state.leaks.push("<Dial> shows a real number: its callerId is missing or not the account's");
    return null;
  }
  if (!number) return null;
  if (state.behaviours.get(number.text.trim())?.on_call === "unreachable") return null;
  const leg = newCall(state, {
    direction: "outbound-dial",
    from: callerId,
    to: number.text.trim(),
    phone: number.text.trim(),
    parentSid: call.sid,
    statusCallback: number.attributes.statusCallback ?? null,
    statusEvents: new Set((number.attributes.statusCallbackEvent ?? "completed").split(" ")),
  });
  // Nothing rings on for a caller who has hung up.
  inBackground(
    state,
    when([call, leg], () => call.endedAt !== null || leg.endedAt !== null)
      .then(() => hangUp(state, leg)),
  );
  if (!await ring(state, leg, Number(attributes.timeout ?? 30))) return leg;
  const { url } = number.attributes;
  if (url) await runTwiml(state, leg, await follow(state, leg, url));
  if (leg.endedAt !== null || call.endedAt !== null) return leg;

  answer(state, call);
  connect(call, leg);
  scheduleHangUp(state, leg);
  await when([call, leg], () => call.endedAt !== null || leg.endedAt !== null, limit);
  end(state, leg, "completed");
  return leg;
}

async function confer(state: State, call: Call, name: string, limit: number): Promise<void> {
  const members = state.conferences.get(name) ?? new Set<Call>();
  state.conferences.set(name, members);
  for (const member of members) connect(member, call);
  members.add(call);
  scheduleHangUp(state, call);
  await when([call], () => call.endedAt !== null || call.redirectUrl !== null, limit);
  members.delete(call);
}

function connect(one: Call, other: Call): void {
  one.connectedTo.push(other.phone);
  other.connectedTo.push(one.phone);
}
