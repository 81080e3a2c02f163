import { postSigned } from "../post_signed.ts";
import { inBackground, pause, type State } from "../state.ts";
import { type Call, touch } from "./call.ts";
import { callParams, durationOf } from "./call_params.ts";

const SHUFFLE_MILLISECONDS = 40;

/** Takes the call; what was answered stays so. */
export function answer(state: State, call: Call): void {
  if (call.endedAt !== null || call.answeredAt !== null) return;
  call.answeredAt = new Date();
  call.status = "in-progress";
  report(state, call, "answered");
  touch(call);
}

/** Ends the call; its first end counts. */
export function end(state: State, call: Call, status: string): void {
  if (call.endedAt !== null) return;
  call.endedAt = new Date();
  call.status = status;
  report(state, call, "completed");
  touch(call);
}

/** Either side hangs up: what was never answered is canceled. */
export function hangUp(state: State, call: Call): void {
  end(state, call, call.answeredAt === null ? "canceled" : "completed");
}

/** Calls the status callback for those events that it was set for (docs: voice/api/call-resource, "StatusCallbackEvent"). */
export function report(state: State, call: Call, event: string): void {
  const { statusCallback } = call;
  if (!statusCallback || call.silent || !call.statusEvents.has(event)) return;
  if (state.closing.signal.aborted) return;
  const params: [string, string][] = [
    ...callParams(state, call),
    ...(event === "completed"
      ? [["CallDuration", String(durationOf(call))] as [string, string]]
      : []),
    ["CallbackSource", "call-progress-events"],
  ];
  const times = state.faults.strikes("repeat_webhook") ? 2 : 1;
  const post = async () => {
    for (let time = 0; time < times; time++) await postSigned(state, statusCallback, params);
  };
  call.reports = state.faults.settings.shuffle_status
    ? pause(state, state.faults.random() * SHUFFLE_MILLISECONDS).then(post)
    : call.reports.then(post);
  inBackground(state, call.reports);
}
