/** An event that is ours to deliver for 60 seconds, as `masking.lease_events` gives it. */
export type EventClaim = {
  event_id: string;
  conversation_id: string;
  attempt: number;
  give_up_at: string;
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
};
