// Generated from the migrations by "deno task gen:types".

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  "masking": {
    Tables: {
      [_ in never]: never;
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      "add_participant": {
        Args: {
          "conversation_id": string;
          "geo_match": string;
          "idempotency_id": string;
          "now"?: string;
          "person": Json;
          "request_hash": string;
        };
        Returns: Json;
      };
      "allocate_numbers": {
        Args: { "geo_match": string; "mode": string; "now": string; "people": Json };
        Returns: (string)[];
      };
      "answer_call": {
        Args: {
          "accepts": boolean;
          "call_id": string;
          "max_seconds": number;
          "now"?: string;
          "provider_sid": string;
        };
        Returns: Json;
      };
      "block_people": {
        Args: {
          "notice_encrypted": string;
          "now": string;
          "participant_id": string;
          "reports": boolean;
        };
        Returns: {
          "claims": Json;
          "is_new": boolean;
        }[];
      };
      "bodies_under_key": {
        Args: { "key_id": string; "max_count": number };
        Returns: {
          "body_encrypted": string;
          "id": string;
        }[];
      };
      "call_expire_conversations": { Args: Record<PropertyKey, never>; Returns: number };
      "call_plan": {
        Args: { "call_id": string; "max_seconds": number; "now": string };
        Returns: Json;
      };
      "call_view": {
        Args: {
          "call": Omit<
            Database["public"]["Tables"]["phone_calls"]["Row"],
            Database["public"]["Tables"]["phone_calls"]["ComputedFields"]
          >;
        };
        Returns: Json;
      };
      "carrier_deletions_waiting": { Args: Record<PropertyKey, never>; Returns: number };
      "change_participant_phone": {
        Args: {
          "conversation_id": string;
          "now"?: string;
          "participant_id": string;
          "phone_encrypted": string;
          "phone_hash": string;
        };
        Returns: Json;
      };
      "check_keys": {
        Args: { "current_id": string; "now"?: string; "previous_id": string };
        Returns: undefined;
      };
      "choose_numbers": {
        Args: { "geo_match": string; "mode": string; "people": Json };
        Returns: (string)[];
      };
      "claim_carrier_deletions": {
        Args: { "max_count": number; "now"?: string };
        Returns: string[];
      };
      "claim_due_forwards": { Args: { "max_count": number; "now"?: string }; Returns: Json };
      "claim_forwards": { Args: { "conversation_ids": (string)[]; "now"?: string }; Returns: Json };
      "claim_idempotency_key": {
        Args: { "idempotency_id": string; "now": string; "request_hash": string };
        Returns: string;
      };
      "claim_lost_calls": {
        Args: { "max_count": number; "now"?: string };
        Returns: {
          "call_id": string;
          "parent_sid": string;
          "provider_sid": string;
        }[];
      };
      "claim_media_deletions": { Args: { "max_count": number; "now"?: string }; Returns: string[] };
      "claim_number_releases": {
        Args: { "max_count": number; "now"?: string; "provider": string };
        Returns: {
          "number": string;
          "provider_sid": string;
        }[];
      };
      "claim_statuses": {
        Args: { "max_count": number; "now"?: string };
        Returns: {
          "forward_id": string;
          "provider_sid": string;
        }[];
      };
      "client_phone_view": { Args: { "client_id": string; "owner_id": string }; Returns: Json };
      "close_and_release": { Args: { "now"?: string }; Returns: Json };
      "close_conversation": {
        Args: { "conversation_id": string; "now": string; "reason": string };
        Returns: undefined;
      };
      "connect_call": {
        Args: {
          "call": Omit<
            Database["public"]["Tables"]["phone_calls"]["Row"],
            Database["public"]["Tables"]["phone_calls"]["ComputedFields"]
          >;
          "now": string;
          "phone_hash": string;
          "seat_id": string;
        };
        Returns: string;
      };
      "conversation_view": {
        Args: { "conversation_id": string; "viewer_id": string };
        Returns: Json;
      };
      "create_conversation": {
        Args: {
          "client_id": string;
          "cooldown": string;
          "created_by": string;
          "expires_at": string;
          "extend_on_activity"?: string;
          "friendly_name": string;
          "geo_match": string;
          "idempotency_id": string;
          "idle_timeout": string;
          "label_messages"?: boolean;
          "leak_policy"?: string;
          "max_expires_at"?: string;
          "metadata": Json;
          "mode": string;
          "now"?: string;
          "people": Json;
          "request_hash": string;
          "starts_at"?: string;
        };
        Returns: Json;
      };
      "delete_client_phone": {
        Args: { "client_id": string; "now"?: string; "owner_id": string };
        Returns: undefined;
      };
      "delete_erased_copy": {
        Args: { "forward_id": string; "now": string; "provider_sids": Json };
        Returns: undefined;
      };
      "delivery_health": { Args: { "now"?: string }; Returns: Json };
      "describe_people": { Args: { "conversation_id": string }; Returns: undefined };
      "drop_conversations": {
        Args: { "max_count": number; "now"?: string; "older_than": string };
        Returns: number;
      };
      "drop_old_limits": { Args: { "key_id": string }; Returns: undefined };
      "drop_settled_body": { Args: { "message_id": string }; Returns: undefined };
      "earlier_bodies": {
        Args: { "before_position": number; "message_id": string };
        Returns: Json;
      };
      "end_seat": {
        Args: {
          "conversation": Omit<
            Database["public"]["Tables"]["phone_conversations"]["Row"],
            Database["public"]["Tables"]["phone_conversations"]["ComputedFields"]
          >;
          "now": string;
          "participant_id": string;
        };
        Returns: boolean;
      };
      "enter_pin": {
        Args: {
          "call_id": string;
          "from_hash": string;
          "max_seconds": number;
          "now"?: string;
          "pin_hash": string;
          "to_number": string;
        };
        Returns: Json;
      };
      "erase_calls": { Args: { "now": string; "seat_ids": (string)[] }; Returns: number };
      "erase_copies": {
        Args: {
          "carrier_copies": Json;
          "forward_ids": (string)[];
          "now": string;
          "own_numbers": Json;
          "seat_ids": (string)[];
        };
        Returns: number;
      };
      "erase_person": {
        Args: {
          "actor": string;
          "carrier_copies": Json;
          "now"?: string;
          "own_numbers": Json;
          "phone_hash": string;
          "subject": string;
          "user_id": string;
        };
        Returns: Json;
      };
      "erase_seats": {
        Args: {
          "conversation_ids": (string)[];
          "now": string;
          "seat_ids": (string)[];
          "user_id": string;
        };
        Returns: undefined;
      };
      "expire_conversations": { Args: { "max_count": number; "now"?: string }; Returns: number };
      "expire_voicemails": { Args: { "max_count": number; "now"?: string }; Returns: number };
      "export_person": {
        Args: {
          "actor": string;
          "now"?: string;
          "phone_hash": string;
          "subject": string;
          "user_id": string;
        };
        Returns: Json;
      };
      "find_seat": {
        Args: { "number": string; "phone_hash": string };
        Returns: Database["public"]["Tables"]["phone_conversation_participants"]["Row"];
        SetofOptions: {
          from: "*";
          to: "phone_conversation_participants";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      "finish_dial": {
        Args: {
          "call_id": string;
          "duration_seconds": number;
          "leg_sid": string;
          "leg_status": string;
          "now"?: string;
        };
        Returns: Json;
      };
      "free_numbers": {
        Args: {
          "area_code": string;
          "country_code": string;
          "geo_match": string;
          "mode": string;
          "phone_hash": string;
        };
        Returns: {
          "last_used_at": string;
          "number": string;
        }[];
      };
      "fresh_hash": { Args: { "hashes": (string)[] }; Returns: string };
      "get_conversation": {
        Args: { "conversation_id": string; "viewer_id": string };
        Returns: Json;
      };
      "heed_member": {
        Args: {
          "conversation": Omit<
            Database["public"]["Tables"]["phone_conversations"]["Row"],
            Database["public"]["Tables"]["phone_conversations"]["ComputedFields"]
          >;
          "keyword": string;
          "notice_encrypted": string;
          "now": string;
          "participant_id": string;
        };
        Returns: Json;
      };
      "held_conversations": { Args: Record<PropertyKey, never>; Returns: string[] };
      "hold_conversations": { Args: { "phone_hash": string }; Returns: undefined };
      "import_numbers": { Args: { "now"?: string; "numbers": Json }; Returns: Json };
      "is_live": {
        Args: {
          "conversation": Omit<
            Database["public"]["Tables"]["phone_conversations"]["Row"],
            Database["public"]["Tables"]["phone_conversations"]["ComputedFields"]
          >;
          "now": string;
        };
        Returns: boolean;
      };
      "is_opted_out": { Args: { "phone_hash": string }; Returns: boolean };
      "is_pool_number": { Args: { "number": string }; Returns: boolean };
      "key_is_used": { Args: { "key_id": string }; Returns: boolean };
      "key_report": { Args: { "current_id": string; "previous_id": string }; Returns: Json };
      "known_hashes": { Args: { "items": Json }; Returns: Json };
      "known_limits": { Args: { "limits": Json }; Returns: Json };
      "known_phone_hash": { Args: { "phone_hash": string }; Returns: string };
      "label_seats": { Args: { "conversation_id": string }; Returns: undefined };
      "lease_forwards": { Args: { "forward_ids": (string)[]; "now": string }; Returns: Json };
      "lift_block": {
        Args: { "actor": string; "conversation_id": string; "now"?: string };
        Returns: undefined;
      };
      "lift_freeze": {
        Args: { "actor": string; "conversation_id": string; "now"?: string };
        Returns: undefined;
      };
      "lift_legal_hold": {
        Args: { "actor": string; "hold_id": string; "now"?: string };
        Returns: undefined;
      };
      "lift_opt_out": {
        Args: { "actor": string; "now"?: string; "opt_out_id": string };
        Returns: undefined;
      };
      "list_access": {
        Args: { "before_id"?: number; "max_count": number; "subject": string };
        Returns: Json[];
      };
      "list_calls": {
        Args: {
          "before_created_at"?: string;
          "before_id"?: string;
          "conversation_id": string;
          "max_count": number;
          "viewer_id": string;
        };
        Returns: Json[];
      };
      "list_conversations": {
        Args: {
          "before_created_at"?: string;
          "before_id"?: string;
          "max_count": number;
          "status": string;
          "viewer_id": string;
        };
        Returns: Json[];
      };
      "list_legal_holds": {
        Args: { "before_created_at"?: string; "before_id"?: string; "max_count": number };
        Returns: Json[];
      };
      "list_messages": {
        Args: {
          "actor": string;
          "before_created_at"?: string;
          "before_id"?: string;
          "conversation_id": string;
          "max_count": number;
          "viewer_id": string;
        };
        Returns: Json[];
      };
      "list_opt_outs": {
        Args: { "before_id"?: string; "before_opted_out_at"?: string; "max_count": number };
        Returns: Json[];
      };
      "list_phones": { Args: { "user_id": string }; Returns: Json[] };
      "lock_conversation": {
        Args: { "conversation_id": string; "viewer_id": string };
        Returns: Database["public"]["Tables"]["phone_conversations"]["Row"];
        SetofOptions: {
          from: "*";
          to: "phone_conversations";
          isOneToOne: true;
          isSetofReturn: false;
        };
      };
      "lock_hashes": { Args: { "phone_hashes": (string)[] }; Returns: undefined };
      "lock_people": { Args: { "phone_hashes": (string)[] }; Returns: undefined };
      "look_up_opt_out": {
        Args: { "actor": string; "now"?: string; "phone_hash": string; "subject": string };
        Returns: Json;
      };
      "media_claim": {
        Args: { "media": Json; "message_id": string; "proxy_number": string };
        Returns: Json;
      };
      "media_under_key": {
        Args: { "key_id": string; "max_count": number };
        Returns: {
          "id": string;
          "media": Json;
        }[];
      };
      "mentioned_seat": {
        Args: {
          "conversation": Omit<
            Database["public"]["Tables"]["phone_conversations"]["Row"],
            Database["public"]["Tables"]["phone_conversations"]["ComputedFields"]
          >;
          "mention": Json;
          "sender_participant_id": string;
        };
        Returns: string;
      };
      "message_view": {
        Args: {
          "message": Omit<
            Database["public"]["Tables"]["sms_messages"]["Row"],
            Database["public"]["Tables"]["sms_messages"]["ComputedFields"]
          >;
        };
        Returns: Json;
      };
      "missing_messages": { Args: { "received": Json }; Returns: string[] };
      "move_seats": {
        Args: {
          "conversation": Omit<
            Database["public"]["Tables"]["phone_conversations"]["Row"],
            Database["public"]["Tables"]["phone_conversations"]["ComputedFields"]
          >;
          "geo_match": string;
          "notice_encrypted": string;
          "now": string;
          "overlap": string;
          "pool_number": Omit<
            Database["public"]["Tables"]["phone_number_pool"]["Row"],
            Database["public"]["Tables"]["phone_number_pool"]["ComputedFields"]
          >;
        };
        Returns: boolean;
      };
      "next_free_at": { Args: { "phone_hash": string }; Returns: string };
      "notify_participant": {
        Args: { "notice_encrypted": string; "now": string; "participant_id": string };
        Returns: undefined;
      };
      "open_voicemail": { Args: { "call_id": string; "now"?: string }; Returns: string };
      "opt_out": {
        Args: {
          "notice_encrypted": string;
          "now": string;
          "phone_encrypted": string;
          "phone_hash": string;
          "source": string;
        };
        Returns: Json;
      };
      "opt_out_view": {
        Args: {
          "opt_out": Omit<
            Database["public"]["Tables"]["sms_opt_outs"]["Row"],
            Database["public"]["Tables"]["sms_opt_outs"]["ComputedFields"]
          >;
        };
        Returns: Json;
      };
      "people_key": { Args: { "phone_hashes": (string)[] }; Returns: string };
      "people_under_key": {
        Args: { "key_id": string; "max_count": number };
        Returns: {
          "number": string;
          "phone_encrypted": string;
          "phone_hash": string;
        }[];
      };
      "person_hashes": { Args: { "phone_hash": string; "user_id": string }; Returns: (string)[] };
      "person_phones": { Args: { "user_id": string }; Returns: string[] };
      "person_seats": {
        Args: { "phone_hash": string; "user_id": string };
        Returns: Database["public"]["Tables"]["phone_conversation_participants"]["Row"][];
        SetofOptions: {
          from: "*";
          to: "phone_conversation_participants";
          isOneToOne: false;
          isSetofReturn: true;
        };
      };
      "place_legal_hold": {
        Args: {
          "actor": string;
          "conversation_id": string;
          "now"?: string;
          "phone_encrypted": string;
          "phone_hash": string;
          "reason": string;
          "subject": string;
          "user_id": string;
        };
        Returns: Json;
      };
      "plan_orders": {
        Args: {
          "currency": string;
          "monthly_cost": number;
          "now"?: string;
          "numbers": Json;
          "purchase_id": string;
        };
        Returns: Json;
      };
      "pool_for_sync": {
        Args: { "provider": string };
        Returns: {
          "numbers": Json;
          "ordered": Json;
        }[];
      };
      "pool_report": { Args: { "now"?: string }; Returns: Json };
      "post_message": {
        Args: {
          "body_encrypted": string;
          "conversation_id": string;
          "idempotency_id": string;
          "mention"?: Json;
          "now"?: string;
          "request_hash": string;
          "segments": number;
          "size"?: Json;
          "viewer_id": string;
        };
        Returns: {
          "claims": Json;
          "message": Json;
        }[];
      };
      "prune": { Args: { "max_count": number; "now"?: string }; Returns: number };
      "purchase_view": { Args: { "purchase_id": string }; Returns: Json };
      "queue_carrier_deletions": {
        Args: { "max_count": number; "now"?: string; "older_than": string };
        Returns: number;
      };
      "receive_call": {
        Args: {
          "from_hash": string;
          "max_per_hour": number;
          "max_seconds": number;
          "now"?: string;
          "provider_sid": string;
          "to_number": string;
        };
        Returns: Json;
      };
      "receive_message": {
        Args: {
          "body_encrypted": string;
          "from_encrypted": string;
          "from_hash": string;
          "keyword": string;
          "max_per_hour": number;
          "media": Json;
          "mention"?: Json;
          "notice_encrypted": string;
          "now"?: string;
          "provider_sid": string;
          "segments": number;
          "size"?: Json;
          "to_number": string;
        };
        Returns: {
          "claims": Json;
          "conversation_id": string;
          "may_answer": boolean;
          "message_id": string;
          "outcome": string;
        }[];
      };
      "received_since": { Args: { "now"?: string; "provider": string }; Returns: string };
      "recipient_opted_out": { Args: { "forward_id": string }; Returns: boolean };
      "record_access": {
        Args: {
          "action": string;
          "actor": string;
          "details": Json;
          "now"?: string;
          "subject": string;
        };
        Returns: undefined;
      };
      "record_call_status": {
        Args: {
          "call_id": string;
          "duration_seconds": number;
          "now"?: string;
          "provider_sid": string;
          "status": string;
        };
        Returns: Json;
      };
      "record_send": {
        Args: {
          "attempt": number;
          "drop_body"?: boolean;
          "error_code": string;
          "forward_id": string;
          "next_attempt_at": string;
          "notice_encrypted": string;
          "now"?: string;
          "provider_sids": Json;
          "result": string;
        };
        Returns: Json;
      };
      "record_status": {
        Args: {
          "drop_body"?: boolean;
          "error_code": string;
          "forward_id": string;
          "notice_encrypted": string;
          "now"?: string;
          "opted_out": boolean;
          "provider_sid": string;
          "status": string;
        };
        Returns: Json;
      };
      "record_sweep": {
        Args: { "provider": string; "received_until": string };
        Returns: undefined;
      };
      "record_voicemail": {
        Args: {
          "call_id": string;
          "expires_at": string;
          "notice_encrypted": string;
          "now"?: string;
          "seconds": number;
          "voicemail_sid": string;
        };
        Returns: Json;
      };
      "redact_bodies": { Args: { "max_count": number; "older_than": string }; Returns: number };
      "refuse_blocked": { Args: { "phone_hashes": (string)[] }; Returns: undefined };
      "relay_message": {
        Args: {
          "body_encrypted": string;
          "conversation_id": string;
          "direction": string;
          "label_joint"?: string;
          "media": Json;
          "not_to_participant_id": string;
          "now": string;
          "only_to_participant_id"?: string;
          "provider_sid": string;
          "segments": number;
          "sender_participant_id": string;
          "size"?: Json;
        };
        Returns: string;
      };
      "release_bindings": { Args: { "max_count": number; "now"?: string }; Returns: number };
      "release_idempotency_key": { Args: { "idempotency_id": string }; Returns: undefined };
      "remove_participant": {
        Args: {
          "conversation_id": string;
          "now"?: string;
          "participant_id": string;
          "viewer_id": string;
        };
        Returns: undefined;
      };
      "reopen_conversation": {
        Args: { "conversation_id": string; "now": string };
        Returns: undefined;
      };
      "replace_number": {
        Args: {
          "after_id": string;
          "geo_match": string;
          "max_count": number;
          "notice_encrypted": string;
          "now"?: string;
          "number": string;
          "overlap": string;
        };
        Returns: {
          "claims": Json;
          "conversations_left": number;
          "last_id": string;
          "moved": number;
          "not_moved": Json;
        }[];
      };
      "request_phone_code": {
        Args: {
          "code_hash": string;
          "expires_in": string;
          "now"?: string;
          "phone_encrypted": string;
          "phone_hash": string;
          "user_id": string;
        };
        Returns: Json;
      };
      "request_release": { Args: { "now"?: string; "number": string }; Returns: Json };
      "reserve_pace": {
        Args: { "now": string; "number": string; "segments": number };
        Returns: string;
      };
      "ring_others": {
        Args: {
          "call": Omit<
            Database["public"]["Tables"]["phone_calls"]["Row"],
            Database["public"]["Tables"]["phone_calls"]["ComputedFields"]
          >;
          "now": string;
        };
        Returns: string;
      };
      "rotate_bodies": { Args: { "bodies": Json }; Returns: undefined };
      "rotate_limits": { Args: { "new_hash": string; "old_hash": string }; Returns: undefined };
      "rotate_media": { Args: { "media": Json }; Returns: undefined };
      "rotate_people": { Args: { "people": Json }; Returns: undefined };
      "same_secret": { Args: { "one": string; "other": string }; Returns: boolean };
      "schedule_jobs": { Args: Record<PropertyKey, never>; Returns: undefined };
      "seated_people": { Args: { "conversation_id": string }; Returns: (string)[] };
      "set_number_status": {
        Args: { "now"?: string; "number": string; "status": string };
        Returns: Json;
      };
      "set_pin": {
        Args: {
          "conversation_id": string;
          "now"?: string;
          "participant_id": string;
          "pin_hash": string;
          "viewer_id": string;
        };
        Returns: boolean;
      };
      "settle_carrier_deletion": { Args: { "provider_sid": string }; Returns: undefined };
      "settle_guard": {
        Args: {
          "body_encrypted": string;
          "message_id": string;
          "notice_encrypted": string;
          "now"?: string;
          "verdict": string;
        };
        Returns: Json;
      };
      "settle_idempotency_key": {
        Args: { "idempotency_id": string; "resource_id": string };
        Returns: undefined;
      };
      "settle_media": { Args: { "media": Json; "message_id": string }; Returns: Json };
      "settle_media_deletions": { Args: { "paths": Json }; Returns: undefined };
      "settle_number_release": { Args: { "now"?: string; "number": string }; Returns: undefined };
      "settle_order": {
        Args: { "bought": Json; "now"?: string; "number": string; "purchase_id": string };
        Returns: undefined;
      };
      "start_call": {
        Args: {
          "conversation_id": string;
          "idempotency_id": string;
          "now"?: string;
          "participant_id": string;
          "request_hash": string;
          "viewer_id": string;
        };
        Returns: {
          "call": Json;
          "legs": Json;
        }[];
      };
      "start_purchase": {
        Args: {
          "actor": string;
          "count": number;
          "idempotency_id": string;
          "max_monthly_cost": number;
          "now"?: string;
          "request_hash": string;
        };
        Returns: Json;
      };
      "start_rotation": {
        Args: {
          "actor": string;
          "backwards": boolean;
          "current_id": string;
          "now"?: string;
          "previous_id": string;
        };
        Returns: undefined;
      };
      "stop_texting": {
        Args: {
          "notice_encrypted": string;
          "now"?: string;
          "phone_encrypted": string;
          "phone_hash": string;
          "source": string;
        };
        Returns: Json;
      };
      "stop_texting_seat": {
        Args: { "notice_encrypted": string; "now": string; "participant_id": string };
        Returns: Json;
      };
      "sync_number": {
        Args: {
          "mms": boolean;
          "now"?: string;
          "number": string;
          "provider_sid": string;
          "sms": boolean;
          "voice": boolean;
        };
        Returns: undefined;
      };
      "take_rate_limits": {
        Args: { "limits": Json; "now"?: string };
        Returns: {
          "allowed": boolean;
          "id": string;
          "max": number;
          "remaining": number;
          "resets_at": string;
        }[];
      };
      "take_sticky_numbers": {
        Args: { "mode": string; "now": string; "phone_hashes": (string)[] };
        Returns: (string)[];
      };
      "tell_sender": {
        Args: { "forward_id": string; "notice_encrypted": string; "now": string };
        Returns: undefined;
      };
      "unlink_phone": {
        Args: { "now"?: string; "phone_id": string; "user_id": string };
        Returns: undefined;
      };
      "update_conversation": {
        Args: {
          "changes": Json;
          "conversation_id": string;
          "default_expires_at": string;
          "now"?: string;
          "viewer_id": string;
        };
        Returns: Json;
      };
      "verified_phones": {
        Args: { "user_ids": Json };
        Returns: {
          "phone_encrypted": string;
          "phone_hash": string;
          "user_id": string;
        }[];
      };
      "verify_phone": {
        Args: {
          "code_hash": string;
          "move_conversations": boolean;
          "now"?: string;
          "phone_hash": string;
          "user_id": string;
        };
        Returns: Json;
      };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
  "public": {
    Tables: {
      "access_audit": {
        Row: {
          "action": string;
          "actor": string;
          "at": string;
          "details": NonNullable<Json>;
          "id": number;
          "subject": string | null;
        };
        ComputedFields: never;
        Insert: {
          "action": string;
          "actor": string;
          "at"?: string;
          "details"?: NonNullable<Json>;
          "id"?: never;
          "subject"?: string | null;
        };
        Update: {
          "action"?: string;
          "actor"?: string;
          "at"?: string;
          "details"?: NonNullable<Json>;
          "id"?: never;
          "subject"?: string | null;
        };
        Relationships: [];
      };
      "carrier_deletions": {
        Row: {
          "attempts": number;
          "created_at": string;
          "forward_id": string | null;
          "id": string;
          "next_attempt_at": string;
          "provider_sid": string | null;
        };
        ComputedFields: never;
        Insert: {
          "attempts"?: number;
          "created_at"?: string;
          "forward_id"?: string | null;
          "id"?: string;
          "next_attempt_at"?: string;
          "provider_sid"?: string | null;
        };
        Update: {
          "attempts"?: number;
          "created_at"?: string;
          "forward_id"?: string | null;
          "id"?: string;
          "next_attempt_at"?: string;
          "provider_sid"?: string | null;
        };
        Relationships: [];
      };
      "carrier_sweeps": {
        Row: {
          "provider": string;
          "received_until": string;
        };
        ComputedFields: never;
        Insert: {
          "provider": string;
          "received_until": string;
        };
        Update: {
          "provider"?: string;
          "received_until"?: string;
        };
        Relationships: [];
      };
      "encryption_keys": {
        Row: {
          "created_at": string;
          "id": string;
          "lost_at": string | null;
          "retired_at": string | null;
        };
        ComputedFields: never;
        Insert: {
          "created_at"?: string;
          "id": string;
          "lost_at"?: string | null;
          "retired_at"?: string | null;
        };
        Update: {
          "created_at"?: string;
          "id"?: string;
          "lost_at"?: string | null;
          "retired_at"?: string | null;
        };
        Relationships: [];
      };
      "idempotency_keys": {
        Row: {
          "created_at": string;
          "id": string;
          "request_hash": string;
          "resource_id": string | null;
        };
        ComputedFields: never;
        Insert: {
          "created_at"?: string;
          "id": string;
          "request_hash": string;
          "resource_id"?: string | null;
        };
        Update: {
          "created_at"?: string;
          "id"?: string;
          "request_hash"?: string;
          "resource_id"?: string | null;
        };
        Relationships: [];
      };
      "legal_holds": {
        Row: {
          "conversation_id": string | null;
          "created_at": string;
          "id": string;
          "phone_encrypted": string | null;
          "phone_hash": string | null;
          "reason": string | null;
          "subject": string;
          "user_id": string | null;
        };
        ComputedFields: never;
        Insert: {
          "conversation_id"?: string | null;
          "created_at"?: string;
          "id"?: string;
          "phone_encrypted"?: string | null;
          "phone_hash"?: string | null;
          "reason"?: string | null;
          "subject": string;
          "user_id"?: string | null;
        };
        Update: {
          "conversation_id"?: string | null;
          "created_at"?: string;
          "id"?: string;
          "phone_encrypted"?: string | null;
          "phone_hash"?: string | null;
          "reason"?: string | null;
          "subject"?: string;
          "user_id"?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "legal_holds_conversation_id_fkey";
            columns: ["conversation_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversations";
            referencedColumns: ["id"];
          },
        ];
      };
      "media_deletions": {
        Row: {
          "attempts": number;
          "created_at": string;
          "next_attempt_at": string;
          "path": string;
        };
        ComputedFields: never;
        Insert: {
          "attempts"?: number;
          "created_at"?: string;
          "next_attempt_at"?: string;
          "path": string;
        };
        Update: {
          "attempts"?: number;
          "created_at"?: string;
          "next_attempt_at"?: string;
          "path"?: string;
        };
        Relationships: [];
      };
      "number_orders": {
        Row: {
          "created_at": string;
          "currency": string;
          "monthly_cost": number;
          "number": string;
          "purchase_id": string;
          "status": string;
        };
        ComputedFields: never;
        Insert: {
          "created_at"?: string;
          "currency": string;
          "monthly_cost": number;
          "number": string;
          "purchase_id": string;
          "status"?: string;
        };
        Update: {
          "created_at"?: string;
          "currency"?: string;
          "monthly_cost"?: number;
          "number"?: string;
          "purchase_id"?: string;
          "status"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "number_orders_purchase_id_fkey";
            columns: ["purchase_id"];
            isOneToOne: false;
            referencedRelation: "number_purchases";
            referencedColumns: ["id"];
          },
        ];
      };
      "number_purchases": {
        Row: {
          "count": number;
          "created_at": string;
          "id": string;
          "max_monthly_cost": number;
        };
        ComputedFields: never;
        Insert: {
          "count": number;
          "created_at"?: string;
          "id"?: string;
          "max_monthly_cost": number;
        };
        Update: {
          "count"?: number;
          "created_at"?: string;
          "id"?: string;
          "max_monthly_cost"?: number;
        };
        Relationships: [];
      };
      "phone_blocks": {
        Row: {
          "blocked_encrypted": string | null;
          "blocked_hash": string;
          "blocker_encrypted": string | null;
          "blocker_hash": string;
          "conversation_id": string | null;
          "created_at": string;
        };
        ComputedFields: never;
        Insert: {
          "blocked_encrypted"?: string | null;
          "blocked_hash": string;
          "blocker_encrypted"?: string | null;
          "blocker_hash": string;
          "conversation_id"?: string | null;
          "created_at"?: string;
        };
        Update: {
          "blocked_encrypted"?: string | null;
          "blocked_hash"?: string;
          "blocker_encrypted"?: string | null;
          "blocker_hash"?: string;
          "conversation_id"?: string | null;
          "created_at"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "phone_blocks_conversation_id_fkey";
            columns: ["conversation_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversations";
            referencedColumns: ["id"];
          },
        ];
      };
      "phone_calls": {
        Row: {
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
          "status": string;
          "voicemail_expires_at": string | null;
          "voicemail_seconds": number | null;
          "voicemail_sid": string | null;
        };
        ComputedFields: never;
        Insert: {
          "accepted_at"?: string | null;
          "answered_at"?: string | null;
          "carrier_copy"?: boolean;
          "conversation_id"?: string | null;
          "created_at"?: string;
          "direction": string;
          "duration_seconds"?: number | null;
          "ended_at"?: string | null;
          "id"?: string;
          "next_check_at": string;
          "outcome"?: string | null;
          "parent_id"?: string | null;
          "participant_id"?: string | null;
          "provider_sid"?: string | null;
          "status"?: string;
          "voicemail_expires_at"?: string | null;
          "voicemail_seconds"?: number | null;
          "voicemail_sid"?: string | null;
        };
        Update: {
          "accepted_at"?: string | null;
          "answered_at"?: string | null;
          "carrier_copy"?: boolean;
          "conversation_id"?: string | null;
          "created_at"?: string;
          "direction"?: string;
          "duration_seconds"?: number | null;
          "ended_at"?: string | null;
          "id"?: string;
          "next_check_at"?: string;
          "outcome"?: string | null;
          "parent_id"?: string | null;
          "participant_id"?: string | null;
          "provider_sid"?: string | null;
          "status"?: string;
          "voicemail_expires_at"?: string | null;
          "voicemail_seconds"?: number | null;
          "voicemail_sid"?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "phone_calls_conversation_id_fkey";
            columns: ["conversation_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversations";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "phone_calls_parent_id_fkey";
            columns: ["parent_id"];
            isOneToOne: false;
            referencedRelation: "phone_calls";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "phone_calls_participant_id_fkey";
            columns: ["participant_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversation_participants";
            referencedColumns: ["id"];
          },
        ];
      };
      "phone_conversation_participants": {
        Row: {
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
        ComputedFields: never;
        Insert: {
          "conversation_id": string;
          "cooldown_until"?: string | null;
          "id"?: string;
          "joined_at"?: string;
          "label"?: string | null;
          "label_key"?: never;
          "left_at"?: string | null;
          "moved_to"?: string | null;
          "muted_at"?: string | null;
          "phone_encrypted"?: string | null;
          "phone_hash"?: string | null;
          "pin_hash"?: string | null;
          "position"?: never;
          "proxy_number": string;
          "released_at"?: string | null;
          "user_id"?: string | null;
        };
        Update: {
          "conversation_id"?: string;
          "cooldown_until"?: string | null;
          "id"?: string;
          "joined_at"?: string;
          "label"?: string | null;
          "label_key"?: never;
          "left_at"?: string | null;
          "moved_to"?: string | null;
          "muted_at"?: string | null;
          "phone_encrypted"?: string | null;
          "phone_hash"?: string | null;
          "pin_hash"?: string | null;
          "position"?: never;
          "proxy_number"?: string;
          "released_at"?: string | null;
          "user_id"?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "phone_conversation_participants_conversation_id_fkey";
            columns: ["conversation_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversations";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "phone_conversation_participants_moved_to_fkey";
            columns: ["moved_to"];
            isOneToOne: false;
            referencedRelation: "phone_conversation_participants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "phone_conversation_participants_proxy_number_fkey";
            columns: ["proxy_number"];
            isOneToOne: false;
            referencedRelation: "phone_number_pool";
            referencedColumns: ["number"];
          },
        ];
      };
      "phone_conversations": {
        Row: {
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
          "idle_timeout": string | null;
          "is_group": boolean;
          "label_messages": boolean;
          "last_interaction_at": string;
          "leak_policy": string;
          "leaks_blocked": number;
          "leaks_redacted": number;
          "leaks_warned": number;
          "masked_number": string | null;
          "max_expires_at": string | null;
          "metadata": NonNullable<Json>;
          "mode": string;
          "people_key": string;
          "reported_at": string | null;
          "starts_at": string | null;
          "status": string;
        };
        ComputedFields: never;
        Insert: {
          "blocked_at"?: string | null;
          "client_id"?: string | null;
          "closed_at"?: string | null;
          "closed_reason"?: string | null;
          "cooldown": string;
          "created_at"?: string;
          "created_by"?: string | null;
          "dropped_at"?: string | null;
          "expires_at"?: string | null;
          "extend_on_activity"?: string | null;
          "friendly_name"?: string | null;
          "frozen_at"?: string | null;
          "id"?: string;
          "idle_timeout"?: string | null;
          "is_group"?: boolean;
          "label_messages"?: boolean;
          "last_interaction_at"?: string;
          "leak_policy"?: string;
          "leaks_blocked"?: number;
          "leaks_redacted"?: number;
          "leaks_warned"?: number;
          "masked_number"?: string | null;
          "max_expires_at"?: string | null;
          "metadata"?: NonNullable<Json>;
          "mode"?: string;
          "people_key": string;
          "reported_at"?: string | null;
          "starts_at"?: string | null;
          "status"?: string;
        };
        Update: {
          "blocked_at"?: string | null;
          "client_id"?: string | null;
          "closed_at"?: string | null;
          "closed_reason"?: string | null;
          "cooldown"?: string;
          "created_at"?: string;
          "created_by"?: string | null;
          "dropped_at"?: string | null;
          "expires_at"?: string | null;
          "extend_on_activity"?: string | null;
          "friendly_name"?: string | null;
          "frozen_at"?: string | null;
          "id"?: string;
          "idle_timeout"?: string | null;
          "is_group"?: boolean;
          "label_messages"?: boolean;
          "last_interaction_at"?: string;
          "leak_policy"?: string;
          "leaks_blocked"?: number;
          "leaks_redacted"?: number;
          "leaks_warned"?: number;
          "masked_number"?: string | null;
          "max_expires_at"?: string | null;
          "metadata"?: NonNullable<Json>;
          "mode"?: string;
          "people_key"?: string;
          "reported_at"?: string | null;
          "starts_at"?: string | null;
          "status"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "phone_conversations_masked_number_fkey";
            columns: ["masked_number"];
            isOneToOne: false;
            referencedRelation: "phone_number_pool";
            referencedColumns: ["number"];
          },
        ];
      };
      "phone_number_pace": {
        Row: {
          "next_send_at": string;
          "number": string;
        };
        ComputedFields: never;
        Insert: {
          "next_send_at": string;
          "number": string;
        };
        Update: {
          "next_send_at"?: string;
          "number"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "phone_number_pace_number_fkey";
            columns: ["number"];
            isOneToOne: true;
            referencedRelation: "phone_number_pool";
            referencedColumns: ["number"];
          },
        ];
      };
      "phone_number_pool": {
        Row: {
          "area_code": string | null;
          "country_code": string;
          "created_at": string;
          "mms": boolean;
          "number": string;
          "phone_hash": string | null;
          "provider": string;
          "provider_sid": string | null;
          "release_requested_at": string | null;
          "released_at": string | null;
          "segments_per_second": number;
          "sms": boolean;
          "status": string;
          "updated_at": string;
          "voice": boolean;
        };
        ComputedFields: never;
        Insert: {
          "area_code"?: string | null;
          "country_code": string;
          "created_at"?: string;
          "mms"?: boolean;
          "number": string;
          "phone_hash"?: string | null;
          "provider"?: string;
          "provider_sid"?: string | null;
          "release_requested_at"?: string | null;
          "released_at"?: string | null;
          "segments_per_second"?: number;
          "sms"?: boolean;
          "status"?: string;
          "updated_at"?: string;
          "voice"?: boolean;
        };
        Update: {
          "area_code"?: string | null;
          "country_code"?: string;
          "created_at"?: string;
          "mms"?: boolean;
          "number"?: string;
          "phone_hash"?: string | null;
          "provider"?: string;
          "provider_sid"?: string | null;
          "release_requested_at"?: string | null;
          "released_at"?: string | null;
          "segments_per_second"?: number;
          "sms"?: boolean;
          "status"?: string;
          "updated_at"?: string;
          "voice"?: boolean;
        };
        Relationships: [];
      };
      "rate_limits": {
        Row: {
          "count": number;
          "created_at": string;
          "id": string;
          "updated_at": string;
          "window_start": string;
        };
        ComputedFields: never;
        Insert: {
          "count": number;
          "created_at"?: string;
          "id": string;
          "updated_at"?: string;
          "window_start": string;
        };
        Update: {
          "count"?: number;
          "created_at"?: string;
          "id"?: string;
          "updated_at"?: string;
          "window_start"?: string;
        };
        Relationships: [];
      };
      "sms_forwards": {
        Row: {
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
        ComputedFields: never;
        Insert: {
          "attempts"?: number;
          "carrier_copy"?: boolean;
          "conversation_id": string;
          "created_at"?: string;
          "delivered_at"?: string | null;
          "error_code"?: string | null;
          "give_up_at"?: string;
          "id"?: string;
          "lease_expires_at"?: string | null;
          "message_id": string;
          "next_attempt_at"?: string;
          "part"?: number;
          "position"?: never;
          "provider_sid"?: string | null;
          "recipient_participant_id": string;
          "sent_at"?: string | null;
          "sent_from"?: (string)[];
          "status": string;
        };
        Update: {
          "attempts"?: number;
          "carrier_copy"?: boolean;
          "conversation_id"?: string;
          "created_at"?: string;
          "delivered_at"?: string | null;
          "error_code"?: string | null;
          "give_up_at"?: string;
          "id"?: string;
          "lease_expires_at"?: string | null;
          "message_id"?: string;
          "next_attempt_at"?: string;
          "part"?: number;
          "position"?: never;
          "provider_sid"?: string | null;
          "recipient_participant_id"?: string;
          "sent_at"?: string | null;
          "sent_from"?: (string)[];
          "status"?: string;
        };
        Relationships: [
          {
            foreignKeyName: "sms_forwards_conversation_id_fkey";
            columns: ["conversation_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversations";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_forwards_message_id_fkey";
            columns: ["message_id"];
            isOneToOne: false;
            referencedRelation: "sms_messages";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_forwards_recipient_participant_id_fkey";
            columns: ["recipient_participant_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversation_participants";
            referencedColumns: ["id"];
          },
        ];
      };
      "sms_messages": {
        Row: {
          "body_encrypted": string | null;
          "carrier_copy": boolean;
          "conversation_id": string | null;
          "created_at": string;
          "direction": string;
          "id": string;
          "label_joint": string | null;
          "leak_guard": string | null;
          "media": NonNullable<Json>;
          "only_to_participant_id": string | null;
          "outcome": string;
          "parts": number;
          "provider_sid": string | null;
          "segments": number;
          "sender_participant_id": string | null;
        };
        ComputedFields: never;
        Insert: {
          "body_encrypted"?: string | null;
          "carrier_copy"?: boolean;
          "conversation_id"?: string | null;
          "created_at"?: string;
          "direction": string;
          "id"?: string;
          "label_joint"?: string | null;
          "leak_guard"?: string | null;
          "media"?: NonNullable<Json>;
          "only_to_participant_id"?: string | null;
          "outcome": string;
          "parts"?: number;
          "provider_sid"?: string | null;
          "segments"?: number;
          "sender_participant_id"?: string | null;
        };
        Update: {
          "body_encrypted"?: string | null;
          "carrier_copy"?: boolean;
          "conversation_id"?: string | null;
          "created_at"?: string;
          "direction"?: string;
          "id"?: string;
          "label_joint"?: string | null;
          "leak_guard"?: string | null;
          "media"?: NonNullable<Json>;
          "only_to_participant_id"?: string | null;
          "outcome"?: string;
          "parts"?: number;
          "provider_sid"?: string | null;
          "segments"?: number;
          "sender_participant_id"?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "sms_messages_conversation_id_fkey";
            columns: ["conversation_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversations";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_messages_only_to_participant_id_fkey";
            columns: ["only_to_participant_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversation_participants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "sms_messages_sender_participant_id_fkey";
            columns: ["sender_participant_id"];
            isOneToOne: false;
            referencedRelation: "phone_conversation_participants";
            referencedColumns: ["id"];
          },
        ];
      };
      "sms_opt_outs": {
        Row: {
          "id": string;
          "opted_out_at": string;
          "phone_encrypted": string | null;
          "phone_hash": string;
          "source": string;
        };
        ComputedFields: never;
        Insert: {
          "id"?: string;
          "opted_out_at"?: string;
          "phone_encrypted"?: string | null;
          "phone_hash": string;
          "source": string;
        };
        Update: {
          "id"?: string;
          "opted_out_at"?: string;
          "phone_encrypted"?: string | null;
          "phone_hash"?: string;
          "source"?: string;
        };
        Relationships: [];
      };
      "user_phone_numbers": {
        Row: {
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
        ComputedFields: never;
        Insert: {
          "created_at"?: string;
          "id"?: string;
          "phone_encrypted": string;
          "phone_hash": string;
          "updated_at"?: string;
          "user_id": string;
          "verification_attempts"?: number;
          "verification_code_hash"?: string | null;
          "verification_expires_at"?: string | null;
          "verified_at"?: string | null;
        };
        Update: {
          "created_at"?: string;
          "id"?: string;
          "phone_encrypted"?: string;
          "phone_hash"?: string;
          "updated_at"?: string;
          "user_id"?: string;
          "verification_attempts"?: number;
          "verification_code_hash"?: string | null;
          "verification_expires_at"?: string | null;
          "verified_at"?: string | null;
        };
        Relationships: [];
      };
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      [_ in never]: never;
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof (
      & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
      & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"]
    )
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals } ? (
    & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    & DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"]
  )[TableName] extends {
    Row: infer R;
  } ? R
  : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R;
    } ? R
    : never
  : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends
    {
      Insert: infer I;
    } ? I
  : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I;
    } ? I
    : never
  : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends
    {
      Update: infer U;
    } ? U
  : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U;
    } ? U
    : never
  : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  } ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][
    CompositeTypeName
  ]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never;

export const Constants = {
  "masking": {
    Enums: {},
  },
  "public": {
    Enums: {},
  },
} as const;
