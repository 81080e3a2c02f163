import { inOneTrip } from "../db/in_one_trip.ts";
import type { Sql } from "../db/connect.ts";
import type { Claim } from "../delivery/claim.ts";
import type { Ask } from "../policy/ask.ts";
import { type Creation, NO_CREATION } from "./connect_stranger.ts";
import type { StrangerAsk } from "./stranger_ask.ts";

/** What to keep of a decision. */
export type Settling =
  | { action: "ignore" | "say" | "answer" | "connect" }
  | { action: "pending"; nextAttemptAt: Date };

export type Settled = {
  is_settled: boolean;
  may_answer: boolean;
  conversation_id: string | null;
  claims: Claim[];
  asks: Ask[];
};

/** `masking.settle_stranger`: the first answer about a stranger is kept, with the conversation that it makes in the same transaction. */
export async function settleStranger(
  sql: Sql,
  ask: Pick<StrangerAsk, "message_id" | "attempt">,
  decision: Settling,
  asksPolicy: boolean,
  creation: Creation = NO_CREATION,
): Promise<Settled> {
  const [row] = await inOneTrip(sql)<Settled>`
    select settled.*
    from masking.known_hashes(items => ${creation.people}) as known(people),
         masking.settle_stranger(
           message_id => ${ask.message_id}, attempt => ${ask.attempt}, action => ${decision.action},
           next_attempt_at => ${"nextAttemptAt" in decision ? decision.nextAttemptAt : null},
           conversation => case
             when masking.is_asking(message_id => ${ask.message_id}, call_id => null) then ${creation.call}
           end,
           asks_policy => ${asksPolicy}) settled`;
  return row!;
}
