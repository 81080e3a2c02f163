import assert from "node:assert/strict";
import { until } from "../../../local/process/until.ts";
import type { CallAnswer } from "./find_call_leaks.ts";

/** A call as the phone shows it. */
export type PhoneCall = {
  sid: string;
  direction: "in" | "out";
  from: string;
  to: string;
  status: string;
  heard: string[];
  connected_to: string[];
};

const FINAL = ["completed", "busy", "no-answer", "failed", "canceled"];

/** What people do with their phones when they call, through the simulator's control API. */
export function simulatedCalls(simulatorUrl: string) {
  const request = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${simulatorUrl}/simulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    assert.ok(response.ok, JSON.stringify(answer));
    return answer;
  };
  const phone = (number: string) => `phones/${encodeURIComponent(number)}`;
  const calls = async (number: string): Promise<PhoneCall[]> =>
    (await request("GET", `${phone(number)}/calls`)).calls;

  return {
    calls,

    /** Somebody calls a number; the carrier's id of that. */
    place: async (from: string, to: string, more: Record<string, unknown> = {}): Promise<string> =>
      (await request("POST", `${phone(from)}/calls`, { to, ...more })).sid,

    /** What a phone does by itself from now on. */
    behave: (number: string, behaviour: Record<string, unknown>) =>
      request("PUT", `${phone(number)}/behaviour`, behaviour),

    /** Answers, rejects, hangs up, or presses digits. */
    act: (
      number: string,
      sid: string,
      action: "answer" | "reject" | "hang_up" | "digits",
      digits?: string,
    ) => request("POST", `${phone(number)}/calls/${sid}/${action}`, { digits }),

    /** Waits until the newest call on a phone is so, and answers it. */
    seen: (number: string, state: string, test: (call: PhoneCall) => boolean): Promise<PhoneCall> =>
      until(`the call on the phone ${state}`, async () => {
        const call = (await calls(number)).at(-1);
        return call && test(call) ? call : null;
      }),

    /** Waits for the end of one call, and answers it. */
    ended: (number: string, sid: string): Promise<PhoneCall> =>
      until(
        "the call is over",
        async () =>
          (await calls(number)).find((call) => call.sid === sid && FINAL.includes(call.status)),
      ),

    /** Every call of the simulated world. */
    all: async (): Promise<{ sid: string; from: string; to: string; phone: string }[]> =>
      (await request("GET", "calls")).calls,

    /** Every TwiML answer that the simulated carrier got. */
    answers: async (): Promise<CallAnswer[]> => (await request("GET", "answers")).answers,

    /** Throws when any answer so far, or any phone, showed a real number that it must not. */
    async expectNoLeaks(): Promise<void> {
      assert.deepEqual((await request("GET", "leaks")).leaks, []);
    },
  };
}
