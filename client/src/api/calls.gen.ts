// Generated from docs/openapi.json by "deno task gen:client".

/** @description A call to or for a conversation. */
export type Call = {
  /** Format: uuid */
  id: string;
  conversation_id: string | null;
  participant_id: string | null;
  /**
   * @description inbound when a phone called, outbound when the app asked for the call.
   * @enum {string}
   */
  direction: "inbound" | "outbound";
  /** @description asked: the policy hook is being asked; refused: by it. */
  outcome:
    | (
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
      | "rate_limited"
      | "asked"
      | "refused"
    )
    | null;
  /** @enum {string} */
  status:
    | "queued"
    | "ringing"
    | "in_progress"
    | "completed"
    | "busy"
    | "no_answer"
    | "failed"
    | "canceled";
  /** Format: date-time */
  created_at: string;
  answered_at: string | null;
  accepted_at: string | null;
  ended_at: string | null;
  duration_seconds: number | null;
  /** @description Of a talk between two, where its conversation has that. */
  recording: {
    seconds: number | null;
    /** Format: date-time */
    expires_at: string;
  } | null;
  /** @description What the caller left for the one who was rung in vain. */
  voicemail: {
    seconds: number | null;
    /** Format: date-time */
    expires_at: string;
  } | null;
  legs: CallLeg[];
};

/** @description One who was rung for a call. */
export type CallLeg = {
  /** Format: uuid */
  id: string;
  participant_id: string | null;
  /** @enum {string} */
  status:
    | "queued"
    | "ringing"
    | "in_progress"
    | "completed"
    | "busy"
    | "no_answer"
    | "failed"
    | "canceled";
  answered_at: string | null;
  accepted_at: string | null;
  ended_at: string | null;
  duration_seconds: number | null;
};

/** @description Calls, newest first. */
export type CallPage = {
  calls: Call[];
  /** @description The cursor of the next page; null on the last one. */
  next_cursor: string | null;
};

/** @description A link to the audio of a talk, or of a voicemail, for whoever has it. */
export type RecordingLink = {
  /** Format: uri */
  url: string;
  seconds: number | null;
  /** Format: date-time */
  expires_at: string;
};

export type NewCall = {
  /**
   * Format: uuid
   * @description Who is rung first. A user is that one and sends no member.
   */
  participant_id: string;
} | Record<string, never>;
