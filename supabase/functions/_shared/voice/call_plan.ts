export type CallOutcome =
  | "bridge"
  | "conference"
  | "pin"
  | "anonymous"
  | "loop"
  | "no_conversation"
  | "conversation_closed"
  | "not_started"
  | "alone"
  | "blocked"
  | "opted_out"
  | "rate_limited";

/** Somebody to ring: our id of that call, the number in cipher, the number to show, and the language of the conversation, if it has one. */
export type PlannedLeg = {
  call_id: string;
  to_encrypted: string;
  from: string;
  language: string | null;
};

/** What `masking.call_plan` answers; `repeated` when it was answered before. */
export type CallPlan = {
  call_id: string;
  conversation_id: string | null;
  language: string | null;
  outcome: CallOutcome;
  record_calls: boolean;
  max_seconds: number;
  legs: PlannedLeg[];
  repeated: boolean;
};
