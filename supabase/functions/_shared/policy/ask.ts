/** Somebody in the conversation, as the policy hook knows people: never by a number. */
export type AskedSeat = { id: string; label: string | null; user_id: string | null };

/**
 * A message that is ours to ask the policy hook about for 60 seconds, as `masking.lease_asks` gives it. `prefix` stands in front of each
 * of the `parts` of its words; what is put in its place has to fit into these, with its files where they have no `media_parts`.
 */
export type Ask = {
  message_id: string;
  attempt: number;
  direction: "inbound" | "outbound";
  body_encrypted: string;
  media_count: number;
  prefix: string;
  parts: number;
  media_parts: number;
  created_at: string;
  give_up_at: string;
  conversation: {
    id: string;
    mode: string;
    friendly_name: string | null;
    metadata: Record<string, unknown>;
  };
  sender: AskedSeat;
  recipients: AskedSeat[];
};
