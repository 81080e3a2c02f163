import { policyCallQuestion } from "../../functions/_shared/policy/answer_schema.ts";
import { allow } from "./policy_hook.ts";
import { type Asked, startSignedHook } from "./signed_hook.ts";

const parse = (text: string) => policyCallQuestion.parse(JSON.parse(text)).data;

/** What the hook is asked about a call, parsed. */
export type CallAsked = Asked<ReturnType<typeof parse>>;

/** An operator's policy hook that is asked about calls alone. */
export function startCallPolicyHook() {
  const hook = startSignedHook("POLICY", parse, allow);
  return {
    ...hook,
    /** What it was asked about calls in this conversation so far. */
    about: (conversationId: string) =>
      hook.questions.filter(({ data }) => data.conversation.id === conversationId),
  };
}

export const refuse = (reason?: string) => Response.json({ action: "refuse", reason });
