import { policyQuestion } from "../../functions/_shared/policy/answer_schema.ts";
import { type Asked, startSignedHook } from "./signed_hook.ts";

/** What `hookPayload` tells, parsed. */
export type Question = Asked<ReturnType<typeof parse>>;

const parse = (text: string) => policyQuestion.parse(JSON.parse(text)).data;

/** An operator's policy hook. */
export function startPolicyHook() {
  const hook = startSignedHook("POLICY", parse, allow);
  return {
    ...hook,
    /** What it was asked about this text so far. */
    about: (body: string) => hook.questions.filter(({ data }) => data.body === body),
  };
}

export const allow = () => Response.json({ action: "allow" });
