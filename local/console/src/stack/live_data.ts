/** A text as a telephone shows it. `from` and `to` are what that person sees. */
export type PhoneText = {
  sid: string;
  from: string;
  to: string;
  body: string;
  media: { url: string; content_type: string }[];
  direction: "in" | "out";
  at: string;
};

/** A call as a telephone shows it; `heard` is what was said to it. */
export type PhoneCall = {
  sid: string;
  direction: "in" | "out";
  from: string;
  to: string;
  status: string;
  heard: string[];
  connected_to: string[];
  at: string;
};

export type Binding = {
  participant_id: string;
  conversation_id: string;
  label: string | null;
  phone_hash: string;
  cooldown_until: string | null;
};

export type PoolRow = { number: string; status: string; bindings: Binding[] };

export type SeatRow = {
  id: string;
  label: string | null;
  phone_hash: string | null;
  phone_encrypted: string | null;
  proxy_number: string;
  joined_at: string;
  left_at: string | null;
  cooldown_until: string | null;
  released_at: string | null;
};

export type MessageRow = {
  id: string;
  provider_sid: string | null;
  sender_participant_id: string | null;
  direction: "inbound" | "outbound";
  outcome: string;
  body_encrypted: string | null;
  created_at: string;
};

export type ForwardRow = {
  id: string;
  message_id: string;
  recipient_participant_id: string;
  part: number;
  status: string;
  attempts: number;
  next_attempt_at: string;
  error_code: string | null;
  created_at: string;
  sent_at: string | null;
  delivered_at: string | null;
};

/** What the database really holds: of one conversation, and of the pool. */
export type Rows = {
  pool: PoolRow[];
  conversation: { status: string; expires_at: string | null; closed_reason: string | null } | null;
  seats: SeatRow[];
  messages: MessageRow[];
  forwards: ForwardRow[];
  calls: { id: string; status: string }[];
};

export type PhoneState = { texts: PhoneText[]; calls: PhoneCall[] };

/** `connected` is false while the console's server does not answer. */
export type LiveData = {
  connected: boolean;
  rows: Rows | null;
  phones: Record<string, PhoneState>;
};
