/** A time in RFC 3339. */
type Time = string;

export type ConversationStatus = "active" | "closed";
export type Mode = "message" | "voice" | "message_and_voice";
export type GeoMatch = "country" | "area_code" | "any";
export type LeakPolicy = "allow" | "warn" | "redact" | "block";

export type Participant = {
  id: string;
  user_id: string | null;
  label: string | null;
  proxy_number: string;
  joined_at: Time;
};

export type Conversation = {
  id: string;
  status: ConversationStatus;
  mode: Mode;
  friendly_name: string | null;
  masked_number: string | null;
  participants: Participant[];
  label_messages: boolean;
  leak_policy: LeakPolicy;
  metadata: Record<string, unknown>;
  idle_timeout: number | null;
  starts_at: Time | null;
  expires_at: Time | null;
  extend_on_activity: number | null;
  max_expires_at: Time | null;
  last_interaction_at: Time;
  created_at: Time;
  closed_at: Time | null;
  closed_reason: "expired" | "idle" | "api" | "participant" | "erased" | null;
  leaks?: { warned: number; redacted: number; blocked: number };
  blocked?: boolean;
  reported_at?: Time | null;
  frozen_at?: Time | null;
};

/** Somebody to connect: a user of the app, or (service only) a bare number. */
export type ParticipantInput = {
  user_id?: string;
  phone?: string;
  label?: string;
};

export type ConversationChanges = {
  expires_in?: number | null;
  expires_at?: Time | null;
  starts_at?: Time | null;
  extend_on_activity?: number | null;
  max_expires_at?: Time | null;
  idle_timeout?: number | null;
  label_messages?: boolean;
  status?: ConversationStatus;
  leak_policy?: LeakPolicy;
  friendly_name?: string | null;
  metadata?: Record<string, unknown>;
};

export type ConversationInput = Omit<ConversationChanges, "status"> & {
  participants: ParticipantInput[];
  mode?: Mode;
  geo_match?: GeoMatch;
};

export type ForwardStatus =
  | "queued"
  | "sending"
  | "sent"
  | "delivered"
  | "undelivered"
  | "failed"
  | "unknown"
  | "suppressed";

/** One message on its way to one participant. */
export type Forward = {
  id: string;
  recipient_participant_id: string;
  part: number;
  status: ForwardStatus;
  sent_at: Time | null;
  delivered_at: Time | null;
};

export type MessageMedia = {
  content_type: string;
  size: number;
  url: string | null;
};

export type Message = {
  id: string;
  conversation_id: string;
  direction: "inbound" | "outbound";
  sender_participant_id: string | null;
  only_to_participant_id: string | null;
  outcome: string;
  body: string | null;
  media: (MessageMedia | null)[] | null;
  created_at: Time;
  forwards: Forward[];
};

export type CallStatus =
  | "queued"
  | "ringing"
  | "in_progress"
  | "completed"
  | "busy"
  | "no_answer"
  | "failed"
  | "canceled";

/** One phone that was rung for a call. */
export type CallLeg = {
  id: string;
  participant_id: string | null;
  status: CallStatus;
  answered_at: Time | null;
  accepted_at: Time | null;
  ended_at: Time | null;
  duration_seconds: number | null;
};

export type Call = CallLeg & {
  conversation_id: string;
  direction: "inbound" | "outbound";
  outcome: string | null;
  created_at: Time;
  legs: CallLeg[];
};

export type ClientPhone = {
  client_id: string;
  masked_phone: string;
  conversation_id: string;
  created_at: Time;
};

export type ClientPhoneInput = {
  phone: string;
  label?: string;
  owner_user_id?: string;
};

/** A number that the signed-in user has linked; `verified_at` is null until it is proved. */
export type PhoneNumber = {
  id: string;
  phone: string;
  verified_at: Time | null;
  created_at: Time;
};

export type RequestedCode = PhoneNumber & { code_expires_at: Time };
export type VerifiedNumber = PhoneNumber & { moved_conversations: number };
export type VerificationInput = {
  phone: string;
  code: string;
  move_conversations?: boolean;
};

/** A person, named by number or by user. */
export type Person = { phone: string } | { user_id: string };

export type OptOut = {
  id: string;
  opted_out_at: Time;
  source: "keyword" | "carrier" | "api";
};

export type LegalHold = {
  id: string;
  user_id: string | null;
  conversation_id: string | null;
  subject: string | null;
  reason: string | null;
  created_at: Time;
};

export type AuditEntry = {
  id: string;
  created_at: Time;
  actor: string;
  action: string;
  subject: string | null;
  details: Record<string, unknown>;
};

export type CountryPool = {
  country_code: string;
  active: number;
  draining: number;
  retired: number;
  bindings_held: number;
  busiest_person_holds: number;
  capacity_left: number;
  numbers_needed: number;
  numbers_to_buy: number;
  live_on_draining: number;
  to_release: number;
};

export type PoolNumber = {
  number: string;
  provider: string;
  provider_sid: string | null;
  country_code: string;
  area_code: string | null;
  sms: boolean;
  mms: boolean;
  voice: boolean;
  segments_per_second: number;
  status: "active" | "draining" | "retired";
  created_at: Time;
  updated_at: Time;
  release_requested_at: Time | null;
  released_at: Time | null;
};

export type PoolNumberInput =
  & { number: string }
  & Partial<
    Pick<
      PoolNumber,
      | "provider"
      | "provider_sid"
      | "sms"
      | "mms"
      | "voice"
      | "segments_per_second"
    >
  >;

export type Health = {
  queue_depth: number;
  queued: number;
  sending: number;
  unknown: number;
  carrier_not_configured: number;
  oldest_waiting_since: Time | null;
  oldest_waiting_seconds: number;
  failures_last_hour: number;
  carrier_compared_until: Time | null;
  carrier_deletions_waiting: number;
};
