import type { Sql } from "postgres";
import type { CallQuestion } from "../../functions/_shared/policy/call_question.ts";

/** What `masking.call_plan` says. */
export type Plan = {
  call_id: string;
  conversation_id: string | null;
  outcome: string | null;
  question: CallQuestion | null;
  record_calls: boolean;
  max_seconds: number;
  repeated: boolean;
  legs: { call_id: string; to_encrypted: string; from: string }[];
};

let calls = 0;

/** A call from somebody to a number, as `masking.receive_call` gets it. */
export async function receiveCall(
  sql: Sql,
  call: {
    from: string | null;
    to: string;
    sid?: string;
    maxPerHour?: number;
    now?: Date;
    asksPolicy?: boolean;
  },
): Promise<Plan> {
  const [row] = await sql<{ plan: Plan }[]>`
    select masking.receive_call(
      to_number => ${call.to}, from_hash => ${call.from === null ? null : `hash of ${call.from}`},
      provider_sid => ${call.sid ?? `CA${++calls}`}, max_per_hour => ${call.maxPerHour ?? 1000},
      max_seconds => 3600, now => ${call.now ?? new Date()},
      asks_policy => ${call.asksPolicy ?? false}) as plan`;
  return row!.plan;
}

/** A status of a call, named by our id or else by the carrier's. */
export async function recordCallStatus(
  sql: Sql,
  callId: string | null,
  sid: string | null,
  status: string,
): Promise<{ hang_up: string[]; alone: { id: string; sid: string } | null }> {
  const [row] = await sql`
    select masking.record_call_status(
      call_id => ${callId}, provider_sid => ${sid}, status => ${status}, duration_seconds => 1) as consequences`;
  return row!.consequences;
}

/** Somebody who was rung answers, and presses 1 or has not yet. */
export async function answerCall(sql: Sql, callId: string, sid: string, accepts: boolean) {
  const [row] = await sql`
    select masking.answer_call(call_id => ${callId}, provider_sid => ${sid}, accepts => ${accepts}, max_seconds => 3600) as answered`;
  return row!.answered;
}
