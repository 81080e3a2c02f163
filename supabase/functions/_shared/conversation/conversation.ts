import type { Row } from "../db/rows.ts";

type Columns = Row<"phone_conversations">;
type Seat = Row<"phone_conversation_participants">;

/** A conversation as `masking.conversation_view` shows it. Times are RFC 3339, `idle_timeout` and `extend_on_activity` are in seconds. */
export type Conversation =
  & Pick<
    Columns,
    | "id"
    | "status"
    | "mode"
    | "language"
    | "announcement"
    | "friendly_name"
    | "masked_number"
    | "label_messages"
    | "record_calls"
    | "pin_required"
    | "leak_policy"
    | "metadata"
    | "starts_at"
    | "expires_at"
    | "max_expires_at"
    | "last_interaction_at"
    | "created_at"
    | "closed_at"
    | "closed_reason"
  >
  & {
    idle_timeout: number | null;
    extend_on_activity: number | null;
    /** Only where one conversation is read by the service or its creator. */
    leaks?: { warned: number; redacted: number; blocked: number };
    /** For the service only, as the next two. */
    blocked?: boolean;
    reported_at?: string | null;
    frozen_at?: string | null;
    participants: Pick<Seat, "id" | "user_id" | "label" | "proxy_number" | "joined_at">[];
  };
