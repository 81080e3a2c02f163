/**
 * A forward that is ours to send for 60 seconds, as `masking.lease_forwards` gives it. `reconcile`: an attempt before may have reached
 * the carrier, so look there first.
 */
export type Claim = {
  forward_id: string;
  conversation_id: string;
  attempt: number;
  reconcile: boolean;
  to_encrypted: string;
  from: string;
  body_encrypted: string;
  media_count: number;
  created_at: string;
};
