// Generated from the migrations by "deno task gen:types".

type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Rows = {
  "access_audit": {
    "action": string;
    "actor": string;
    "at": string;
    "details": NonNullable<Json>;
    "id": number;
    "subject": string | null;
  };
  "carrier_deletions": {
    "attempts": number;
    "created_at": string;
    "forward_id": string | null;
    "id": string;
    "media_only": boolean;
    "next_attempt_at": string;
    "provider_sid": string | null;
  };
  "carrier_sweeps": {
    "provider": string;
    "received_until": string;
  };
  "encryption_keys": {
    "created_at": string;
    "id": string;
    "lost_at": string | null;
    "retired_at": string | null;
  };
  "event_switch": {
    "id": boolean;
    "is_on": boolean;
  };
  "idempotency_keys": {
    "created_at": string;
    "id": string;
    "request_hash": string;
    "resource_id": string | null;
  };
  "legal_holds": {
    "conversation_id": string | null;
    "created_at": string;
    "id": string;
    "phone_encrypted": string | null;
    "phone_hash": string | null;
    "reason": string | null;
    "subject": string;
    "user_id": string | null;
  };
  "media_deletions": {
    "attempts": number;
    "created_at": string;
    "next_attempt_at": string;
    "path": string;
  };
  "number_orders": {
    "created_at": string;
    "currency": string;
    "monthly_cost": number;
    "number": string;
    "purchase_id": string;
    "status": string;
  };
  "number_purchases": {
    "count": number;
    "created_at": string;
    "id": string;
    "max_monthly_cost": number;
  };
  "numbering_areas": {
    "area_codes": (string)[];
    "latitude": number;
    "longitude": number;
    "main_code": string;
  };
  "outgoing_events": {
    "attempts": number;
    "conversation_id": string;
    "created_at": string;
    "data": NonNullable<Json>;
    "error_code": string | null;
    "give_up_at": string;
    "id": string;
    "lease_expires_at": string | null;
    "next_attempt_at": string;
    "position": number;
    "settled_at": string | null;
    "status": string;
    "type": string;
  };
  "phone_blocks": {
    "blocked_encrypted": string | null;
    "blocked_hash": string;
    "blocker_encrypted": string | null;
    "blocker_hash": string;
    "conversation_id": string | null;
    "created_at": string;
  };
  "phone_calls": {
    "accepted_at": string | null;
    "answered_at": string | null;
    "carrier_copy": boolean;
    "conversation_id": string | null;
    "created_at": string;
    "direction": string;
    "duration_seconds": number | null;
    "ended_at": string | null;
    "id": string;
    "next_check_at": string;
    "outcome": string | null;
    "parent_id": string | null;
    "participant_id": string | null;
    "provider_sid": string | null;
    "recording_expires_at": string | null;
    "recording_seconds": number | null;
    "recording_sid": string | null;
    "refusal_reason": string | null;
    "status": string;
  };
  "phone_conversation_participants": {
    "conversation_id": string;
    "cooldown_until": string | null;
    "id": string;
    "joined_at": string;
    "label": string | null;
    "label_key": string | null;
    "left_at": string | null;
    "moved_to": string | null;
    "muted_at": string | null;
    "phone_encrypted": string | null;
    "phone_hash": string | null;
    "pin_hash": string | null;
    "position": number;
    "proxy_number": string;
    "released_at": string | null;
    "user_id": string | null;
  };
  "phone_conversations": {
    "announcement": string | null;
    "blocked_at": string | null;
    "client_id": string | null;
    "closed_at": string | null;
    "closed_reason": string | null;
    "cooldown": string;
    "created_at": string;
    "created_by": string | null;
    "dropped_at": string | null;
    "expires_at": string | null;
    "extend_on_activity": string | null;
    "friendly_name": string | null;
    "frozen_at": string | null;
    "id": string;
    "idle_at": string | null;
    "idle_timeout": string | null;
    "is_group": boolean;
    "label_messages": boolean;
    "language": string | null;
    "last_interaction_at": string;
    "leak_policy": string;
    "leaks_blocked": number;
    "leaks_redacted": number;
    "leaks_warned": number;
    "masked_number": string | null;
    "max_expires_at": string | null;
    "metadata": NonNullable<Json>;
    "mode": string;
    "next_release_at": string | null;
    "people_key": string;
    "pin_required": boolean;
    "record_calls": boolean;
    "reported_at": string | null;
    "starts_at": string | null;
    "status": string;
  };
  "phone_number_pace": {
    "next_send_at": string;
    "number": string;
  };
  "phone_number_pool": {
    "area_code": string | null;
    "bad_code": string | null;
    "bad_since": string | null;
    "country_code": string;
    "created_at": string;
    "mms": boolean;
    "number": string;
    "phone_hash": string | null;
    "provider": string;
    "provider_sid": string | null;
    "release_requested_at": string | null;
    "released_at": string | null;
    "reserved": boolean;
    "segments_per_second": number;
    "sms": boolean;
    "status": string;
    "updated_at": string;
    "voice": boolean;
  };
  "policy_decisions": {
    "attempts": number;
    "created_at": string;
    "decided_at": string | null;
    "message_id": string;
    "next_attempt_at": string | null;
    "reason": string | null;
    "state": string;
  };
  "rate_limits": {
    "count": number;
    "created_at": string;
    "id": string;
    "updated_at": string;
    "window_start": string;
  };
  "sms_forwards": {
    "attempts": number;
    "carrier_copy": boolean;
    "conversation_id": string;
    "created_at": string;
    "delivered_at": string | null;
    "error_code": string | null;
    "give_up_at": string;
    "id": string;
    "lease_expires_at": string | null;
    "message_id": string;
    "next_attempt_at": string;
    "part": number;
    "position": number;
    "provider_sid": string | null;
    "recipient_participant_id": string;
    "sent_at": string | null;
    "sent_from": (string)[];
    "status": string;
  };
  "sms_messages": {
    "body_encrypted": string | null;
    "carrier_copy": boolean;
    "conversation_id": string | null;
    "created_at": string;
    "direction": string;
    "id": string;
    "is_answer": boolean;
    "label_joint": string | null;
    "leak_guard": string | null;
    "media": NonNullable<Json>;
    "media_parts": number;
    "only_to_participant_id": string | null;
    "outcome": string;
    "parts": number;
    "provider_sid": string | null;
    "segments": number;
    "sender_participant_id": string | null;
  };
  "sms_opt_outs": {
    "id": string;
    "opted_out_at": string;
    "phone_encrypted": string | null;
    "phone_hash": string;
    "source": string;
  };
  "stranger_asks": {
    "attempts": number;
    "created_at": string;
    "message_id": string;
    "next_attempt_at": string;
    "number": string;
    "phone_encrypted": string;
    "phone_hash": string;
    "position": number;
    "size": Json | null;
  };
  "user_phone_numbers": {
    "created_at": string;
    "id": string;
    "phone_encrypted": string;
    "phone_hash": string;
    "updated_at": string;
    "user_id": string;
    "verification_attempts": number;
    "verification_code_hash": string | null;
    "verification_expires_at": string | null;
    "verified_at": string | null;
  };
};
