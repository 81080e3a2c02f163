/** A conversation as `masking.conversation_view` shows it. Times are RFC 3339, `idle_timeout` is in seconds. */
export type Conversation = {
  id: string;
  status: "active" | "closed";
  mode: "message" | "voice" | "message_and_voice";
  friendly_name: string | null;
  masked_number: string | null;
  participants: {
    id: string;
    user_id: string | null;
    label: string | null;
    proxy_number: string;
    joined_at: string;
  }[];
  metadata: Record<string, unknown>;
  idle_timeout: number | null;
  expires_at: string | null;
  last_interaction_at: string;
  created_at: string;
  closed_at: string | null;
  closed_reason: "expired" | "idle" | "api" | "participant" | "erased" | null;
};
