import type { CallQuestion } from "../policy/call_question.ts";

/** `asked`: the policy hook is being asked; `refused`: by it. */
export type CallOutcome =
  | "bridge"
  | "conference"
  | "pin"
  | "asked"
  | "anonymous"
  | "loop"
  | "no_conversation"
  | "conversation_closed"
  | "not_started"
  | "alone"
  | "blocked"
  | "opted_out"
  | "rate_limited"
  | "refused";

/** Somebody to ring: our id of that call, the number in cipher, the number to show, and the language of the conversation, if it has one. */
export type PlannedLeg = {
  call_id: string;
  to_encrypted: string;
  from: string;
  language: string | null;
};

/**
 * What `masking.call_plan` answers; `repeated` when it was answered before. The outcome is null while somebody is rung for whom the app
 * starts the call; `question` is there while it is `asked`.
 */
export type CallPlan = {
  call_id: string;
  conversation_id: string | null;
  language: string | null;
  outcome: CallOutcome | null;
  question: CallQuestion | null;
  /** What a caller is told before anybody is rung; null: what the setting says. */
  announcement: string | null;
  record_calls: boolean;
  max_seconds: number;
  legs: PlannedLeg[];
  repeated: boolean;
};
