import { pause, type State } from "../state.ts";
import { type Call, when } from "./call.ts";
import { answer, end, report } from "./progress.ts";

/** How long an automatic phone takes. */
const RING_MILLISECONDS = 2;

/** How a call ends that is not answered, where it is not busy. */
const UNANSWERED: Record<string, string> = { no_answer: "no-answer", fail: "failed" };

/** Rings the phone of a call; whether it was answered. */
export async function ring(state: State, call: Call, seconds: number): Promise<boolean> {
  call.status = "initiated";
  report(state, call, "initiated");
  call.status = "ringing";
  report(state, call, "ringing");
  const behaviour = state.behaviours.get(call.phone)?.on_call ?? "ring";
  if (state.numbers.has(call.phone)) end(state, call, "busy");
  else if (behaviour !== "ring") {
    await pause(state, RING_MILLISECONDS);
    if (behaviour === "answer") answer(state, call);
    else end(state, call, UNANSWERED[behaviour] ?? "busy");
  } else {
    await when([call], () => call.wish !== null || call.endedAt !== null, seconds * 1000);
    if (call.wish === "answer") answer(state, call);
    else end(state, call, call.wish === "reject" ? "busy" : "no-answer");
  }
  return call.endedAt === null;
}
