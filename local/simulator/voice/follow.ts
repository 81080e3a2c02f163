import { postSigned } from "../post_signed.ts";
import type { State } from "../state.ts";
import type { Call } from "./call.ts";
import { callParams } from "./call_params.ts";
import { type Element, parseTwiml } from "./parse_twiml.ts";

const APPLICATION_ERROR = "We are sorry, an application error has occurred. Goodbye.";

/** Asks a URL what to do in a call. What is no TwiML ends it with the carrier's own words. */
export async function follow(
  state: State,
  call: Call,
  url: string,
  params: [string, string][] = [],
): Promise<Element[]> {
  const { answer } = await postSigned(state, url, [...callParams(state, call), ...params]);
  const verbs = answer !== null && answer.status < 300 && answer.type.includes("xml")
    ? parseTwiml(answer.body)
    : null;
  if (answer !== null) {
    state.answers.push({ call_sid: call.sid, phone: call.phone, body: answer.body });
  }
  if (verbs) return verbs;
  call.heard.push(APPLICATION_ERROR);
  return [{ name: "Hangup", attributes: {}, text: "", children: [] }];
}
