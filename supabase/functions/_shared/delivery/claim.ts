import type { Guard } from "../leak_guard/guard_text.ts";
import type { ClaimedMedia } from "../media/prepare_media.ts";

/**
 * A forward that is ours to send for 60 seconds, as `masking.lease_forwards` gives it. `reconcile`: an attempt before may have reached
 * the carrier, so look there first; `sent_from`: the numbers, and their carriers, that it may have been sent from. `wait_ms`: how long
 * until it is the number's turn to send. `guard`: the text has to be judged before it is sent. `is_answer`: its recipient has just asked for it. `provider`: the carrier of the number
 * that it is sent from; `part` of the `parts` of the words goes out, or behind
 * these a part of the files alone; `prefix` in front of each is the label of whose text it is.
 */
export type Claim = {
  forward_id: string;
  conversation_id: string;
  attempt: number;
  reconcile: boolean;
  wait_ms: number;
  to_encrypted: string;
  from: string;
  provider: string;
  sent_from: { number: string; provider: string }[];
  body_encrypted: string;
  prefix: string;
  part: number;
  parts: number;
  guard: Guard | null;
  media: ClaimedMedia | null;
  is_answer: boolean;
  created_at: string;
  give_up_at: string;
};
