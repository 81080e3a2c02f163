// Generated from docs/openapi.json by "deno task gen:client".

export type components = {
  schemas: {
    /** @description People connected through pool numbers for a while. */
    Conversation: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      status: "active" | "closed";
      /** @enum {string} */
      mode: "message" | "voice" | "message_and_voice";
      friendly_name: string | null;
      /** @description The proxy number when all have the same, else null. */
      masked_number: string | null;
      /** @description Those who have a seat now, in the order in which they came. */
      participants: components["schemas"]["Participant"][];
      /** @description Texts say whose they are. */
      label_messages: boolean;
      /** @description Calls between two are recorded, once both were told. */
      record_calls: boolean;
      /** @enum {string} */
      leak_policy: "allow" | "warn" | "redact" | "block";
      /** @description Of its calls, and of texts that are ours; null: VOICE_LANGUAGE. */
      language: ("en-US" | "en-GB" | "en-AU" | "es-ES" | "es-MX" | "fr-FR" | "de-DE") | null;
      metadata: {
        [key: string]: unknown;
      };
      /** @description Seconds; null: never. */
      idle_timeout: number | null;
      starts_at: string | null;
      /** @description Null: no end. */
      expires_at: string | null;
      /** @description Seconds that each message adds. */
      extend_on_activity: number | null;
      max_expires_at: string | null;
      /**
       * Format: date-time
       * @description The last relayed message, or the opening.
       */
      last_interaction_at: string;
      /** Format: date-time */
      created_at: string;
      closed_at: string | null;
      closed_reason: ("expired" | "idle" | "api" | "participant" | "erased") | null;
      /** @description Only where the service or the creator reads one conversation. */
      leaks?: components["schemas"]["LeakCounts"];
      /** @description For the service: somebody said BLOCK or REPORT. */
      blocked?: boolean;
      /** @description For the service: when REPORT was said first. */
      reported_at?: string | null;
      /** @description For the service: since when texts are kept. */
      frozen_at?: string | null;
    };
    /** @description Conversations, newest first. */
    ConversationPage: {
      conversations: components["schemas"]["Conversation"][];
      /** @description The cursor of the next page; null on the last one. */
      next_cursor: string | null;
    };
    /** @description A seat in a conversation: one person, known by a label and never by a number. */
    Participant: {
      /** Format: uuid */
      id: string;
      /** @description Null for a bare number. */
      user_id: string | null;
      /** @description What the others know this person by. */
      label: string | null;
      /** @description The number that this participant texts, and from which this one hears the others. */
      proxy_number: string;
      /** Format: date-time */
      joined_at: string;
    };
    /** @description How many texts the leak guard has found. */
    LeakCounts: {
      warned: number;
      redacted: number;
      blocked: number;
    };
    /** @description A text that came in, from a phone or from the app. */
    Message: {
      /** Format: uuid */
      id: string;
      conversation_id: string | null;
      /**
       * @description inbound came from a phone, outbound from the app.
       * @enum {string}
       */
      direction: "inbound" | "outbound";
      /** @description Null when the service spoke. */
      sender_participant_id: string | null;
      /** @description Whom a text in a group named. */
      only_to_participant_id: string | null;
      /** @enum {string} */
      outcome:
        | "forwarded"
        | "no_conversation"
        | "conversation_closed"
        | "not_started"
        | "opt_out"
        | "opt_in"
        | "help"
        | "opted_out"
        | "blocked"
        | "rate_limited"
        | "loop"
        | "block"
        | "report"
        | "mute"
        | "unmute"
        | "leave";
      /** @description As it was relayed; null once it has been dropped. */
      body: string | null;
      media: (components["schemas"]["MediaFile"] | null)[] | null;
      /** Format: date-time */
      created_at: string;
      forwards: components["schemas"]["Forward"][];
    };
    /** @description Messages, newest first. */
    MessagePage: {
      messages: components["schemas"]["Message"][];
      /** @description The cursor of the next page; null on the last one. */
      next_cursor: string | null;
    };
    /** @description A message on its way to one recipient. */
    Forward: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      recipient_participant_id: string;
      /** @description 1, and 2 for the second part of a text that is too long with its label. */
      part: number;
      /** @enum {string} */
      status:
        | "queued"
        | "sending"
        | "sent"
        | "delivered"
        | "undelivered"
        | "failed"
        | "unknown"
        | "suppressed"
        | "held";
      sent_at: string | null;
      delivered_at: string | null;
    };
    /** @description A file that came with a message. */
    MediaFile: {
      content_type: string;
      /** @description Bytes. */
      size: number;
      /** @description Good for an hour; null while the store does not answer. */
      url: string | null;
    };
    /** @description A call to or for a conversation. */
    Call: {
      /** Format: uuid */
      id: string;
      conversation_id: string | null;
      participant_id: string | null;
      /**
       * @description inbound when a phone called, outbound when the app asked for the call.
       * @enum {string}
       */
      direction: "inbound" | "outbound";
      outcome:
        | (
          | "bridge"
          | "conference"
          | "pin"
          | "anonymous"
          | "loop"
          | "no_conversation"
          | "conversation_closed"
          | "not_started"
          | "blocked"
          | "opted_out"
          | "rate_limited"
        )
        | null;
      /** @enum {string} */
      status:
        | "queued"
        | "ringing"
        | "in_progress"
        | "completed"
        | "busy"
        | "no_answer"
        | "failed"
        | "canceled";
      /** Format: date-time */
      created_at: string;
      answered_at: string | null;
      accepted_at: string | null;
      ended_at: string | null;
      duration_seconds: number | null;
      /** @description Of a talk between two, where its conversation has that. */
      recording: {
        seconds: number | null;
        /** Format: date-time */
        expires_at: string;
      } | null;
      legs: components["schemas"]["CallLeg"][];
    };
    /** @description One who was rung for a call. */
    CallLeg: {
      /** Format: uuid */
      id: string;
      participant_id: string | null;
      /** @enum {string} */
      status:
        | "queued"
        | "ringing"
        | "in_progress"
        | "completed"
        | "busy"
        | "no_answer"
        | "failed"
        | "canceled";
      answered_at: string | null;
      accepted_at: string | null;
      ended_at: string | null;
      duration_seconds: number | null;
    };
    /** @description Calls, newest first. */
    CallPage: {
      calls: components["schemas"]["Call"][];
      /** @description The cursor of the next page; null on the last one. */
      next_cursor: string | null;
    };
    /** @description A link to the audio of a talk, for whoever has it. */
    RecordingLink: {
      /** Format: uri */
      url: string;
      seconds: number | null;
      /** Format: date-time */
      expires_at: string;
    };
    /** @description With it the participant may call from any phone. Shown this once. */
    Pin: {
      pin: string;
    };
    /** @description A number at which a user reaches one of the user's clients. */
    ClientPhone: {
      client_id: string;
      /** @description A phone number in E.164. */
      masked_phone: string;
      /** Format: uuid */
      conversation_id: string;
      /** Format: date-time */
      created_at: string;
    };
    NewConversation: {
      /** @description 2 to 50 people; of each either user_id or, for the service only, phone. */
      participants: components["schemas"]["Person"][];
      /**
       * @description Texts say whose they are also between two.
       * @default false
       */
      label_messages?: boolean;
      /**
       * @description Calls between two are recorded, once both were told; needs RECORDING_DAYS.
       * @default false
       */
      record_calls?: boolean;
      /**
       * @description The start; null: at once.
       * @default null
       */
      starts_at?: string | null;
      /** @description Seconds until the end, instead of expires_at; null: no end. */
      expires_in?: number | null;
      /** @description The end; null: no end. */
      expires_at?: string | null;
      /**
       * @description Seconds that it lives on after each message, up to max_expires_at.
       * @default null
       */
      extend_on_activity?: number | null;
      /**
       * @description The latest end that it may get.
       * @default null
       */
      max_expires_at?: string | null;
      /**
       * @description Ends it after so many seconds without a message; null: never.
       * @default null
       */
      idle_timeout?: number | null;
      /**
       * @description For texts, for calls or for both.
       * @default message
       * @enum {string}
       */
      mode?: "message" | "voice" | "message_and_voice";
      /**
       * @description Numbers of the participant's country, also of the area code, or of any country.
       * @default country
       * @enum {string}
       */
      geo_match?: "country" | "prefer_area_code" | "area_code" | "any";
      /**
       * @description The numbers that these same people had last: again, or not while others are free.
       * @default prefer
       * @enum {string}
       */
      sticky?: "prefer" | "avoid";
      /**
       * @description What happens to a text that tells how to be reached past the app.
       * @default allow
       * @enum {string}
       */
      leak_policy?: "allow" | "warn" | "redact" | "block";
      /**
       * @description Of what Maskline itself says to these people; null: that of the settings.
       * @default null
       */
      language?: ("en-US" | "en-GB" | "en-AU" | "es-ES" | "es-MX" | "fr-FR" | "de-DE") | null;
      /**
       * @description 1 to 255 characters.
       * @default null
       */
      friendly_name?: string | null;
      /**
       * @description An object of the app's, 16,384 characters at most as JSON.
       * @default {}
       */
      metadata?: {
        [key: string]: components["schemas"]["Json"];
      };
    };
    ConversationChanges: {
      /** @description Seconds until the end, instead of expires_at; null: no end. */
      expires_in?: number | null;
      /** @description The end; null: no end. */
      expires_at?: string | null;
      /** @description The start; null: at once. */
      starts_at?: string | null;
      /** @description Seconds that it lives on after each message, up to max_expires_at. */
      extend_on_activity?: number | null;
      /** @description The latest end that it may get. */
      max_expires_at?: string | null;
      /** @description Ends it after so many seconds without a message; null: never. */
      idle_timeout?: number | null;
      /** @description Texts say whose they are also between two. */
      label_messages?: boolean;
      /** @description Calls between two are recorded, once both were told; needs RECORDING_DAYS. */
      record_calls?: boolean;
      /**
       * @description closed ends it, active opens it again.
       * @enum {string}
       */
      status?: "closed" | "active";
      /**
       * @description What happens to a text that tells how to be reached past the app.
       * @enum {string}
       */
      leak_policy?: "allow" | "warn" | "redact" | "block";
      /** @description Of what Maskline itself says to these people; null: that of the settings. */
      language?: ("en-US" | "en-GB" | "en-AU" | "es-ES" | "es-MX" | "fr-FR" | "de-DE") | null;
      /** @description 1 to 255 characters. */
      friendly_name?: string | null;
      /** @description Replaced as a whole. */
      metadata?: {
        [key: string]: components["schemas"]["Json"];
      };
    };
    /** @description Any JSON. */
    Json: unknown;
    Person: {
      /**
       * Format: uuid
       * @description Represented by the number that the user verified last.
       */
      user_id?: string;
      /** @description As people write it; without a country code the default countries are tried. */
      phone?: string;
      /** @description What the others know this person by: 1 to 32 characters, a letter or a digit among them. */
      label?: string;
      /** @description The pool number that this person is to get; for the service only. */
      proxy_number?: string;
    };
    NewParticipant: {
      /**
       * Format: uuid
       * @description Represented by the number that the user verified last.
       */
      user_id?: string;
      /** @description As people write it; without a country code the default countries are tried. */
      phone?: string;
      /** @description What the others know this person by: 1 to 32 characters, a letter or a digit among them. */
      label?: string;
      /** @description The pool number that this person is to get; for the service only. */
      proxy_number?: string;
      /**
       * @description Numbers of the participant's country, also of the area code, or of any country.
       * @default country
       * @enum {string}
       */
      geo_match?: "country" | "prefer_area_code" | "area_code" | "any";
    };
    ParticipantChanges: {
      /** @description The phone to which the seat moves. */
      phone: string;
    };
    NewMessage: {
      /** @description 1 to 1,600 characters. */
      body: string;
    };
    NewCall: {
      /**
       * Format: uuid
       * @description Who is rung first. A user is that one and sends no member.
       */
      participant_id: string;
    } | Record<string, never>;
    NewClientPhone: {
      /** @description The client's number. */
      phone: string;
      /** @description What the others know this person by: 1 to 32 characters, a letter or a digit among them. */
      label?: string;
      /**
       * Format: uuid
       * @description Whose client it is; for the service only.
       */
      owner_user_id?: string;
    };
    /** @description One of a user's own numbers. */
    PhoneNumber: {
      /** Format: uuid */
      id: string;
      /** @description A phone number in E.164. */
      phone: string;
      /** @description Null until the code was told. */
      verified_at: string | null;
      /** Format: date-time */
      created_at: string;
    };
    /** @description All of the caller's own, newest first. */
    PhoneNumbers: {
      phone_numbers: components["schemas"]["PhoneNumber"][];
    };
    /** @description A number for which a code is on its way. */
    RequestedCode: {
      /** Format: uuid */
      id: string;
      /** @description A phone number in E.164. */
      phone: string;
      /** @description Null until the code was told. */
      verified_at: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      code_expires_at: string;
    };
    /** @description A number that is the caller's, and nobody else's. */
    VerifiedNumber: {
      /** Format: uuid */
      id: string;
      /** @description A phone number in E.164. */
      phone: string;
      /** Format: date-time */
      verified_at: string;
      /** Format: date-time */
      created_at: string;
      moved_conversations: number;
    };
    CodeRequest: {
      /** @description As people write it; without a country code the default countries are tried. */
      phone: string;
    };
    Verification: {
      /** @description As people write it; without a country code the default countries are tried. */
      phone: string;
      /** @description The six digits that were texted. */
      code: string;
      /**
       * @description Whether the user's seats in live conversations move to this number.
       * @default false
       */
      move_conversations?: boolean;
    };
    /** @description A text that is not relayed, or not yet. */
    HeldMessage: {
      /** Format: uuid */
      id: string;
      conversation_id: string | null;
      /**
       * @description inbound came from a phone, outbound from the app.
       * @enum {string}
       */
      direction: "inbound" | "outbound";
      /** @description Null when the service spoke. */
      sender_participant_id: string | null;
      /** @description Whom a text in a group named. */
      only_to_participant_id: string | null;
      /** @enum {string} */
      outcome:
        | "forwarded"
        | "no_conversation"
        | "conversation_closed"
        | "not_started"
        | "opt_out"
        | "opt_in"
        | "help"
        | "opted_out"
        | "blocked"
        | "rate_limited"
        | "loop"
        | "block"
        | "report"
        | "mute"
        | "unmute"
        | "leave";
      /** @description As it was relayed; null once it has been dropped. */
      body: string | null;
      media: (components["schemas"]["MediaFile"] | null)[] | null;
      /** Format: date-time */
      created_at: string;
      forwards: components["schemas"]["Forward"][];
      policy: {
        /**
         * @description Waits for the policy hook, or for the service.
         * @enum {string}
         */
        state: "pending" | "held";
        /** @description A code word: the hook's, other, no_answer or no_hook. */
        reason: string | null;
        /** @description How often the hook was asked. */
        attempts: number;
        decided_at: string | null;
      };
    };
    /** @description Held messages, newest first. */
    HeldMessagePage: {
      held_messages: components["schemas"]["HeldMessage"][];
      /** @description The cursor of the next page; null on the last one. */
      next_cursor: string | null;
    };
    Release: {
      /** @description A text in the place of the held one. */
      body?: string;
    };
    /** @description Somebody said STOP; it tells nobody's number. */
    OptOut: {
      /** Format: uuid */
      id: string;
      /** Format: date-time */
      opted_out_at: string;
      /** @enum {string} */
      source: "keyword" | "carrier" | "api";
    };
    /** @description Opt-outs, newest first. */
    OptOutPage: {
      opt_outs: components["schemas"]["OptOut"][];
      /** @description The cursor of the next page; null on the last one. */
      next_cursor: string | null;
    };
    /** @description How many people have opted out, in all and within the last seven days. */
    OptOutCounts: {
      total: number;
      last_week: number;
      by_source: {
        keyword: number;
        carrier: number;
        api: number;
      };
    };
    /** @description Whether a number has opted out, since when and how. */
    OptOutLookup: {
      opted_out: boolean;
      id: string | null;
      opted_out_at: string | null;
      source: ("keyword" | "carrier" | "api") | null;
    };
    OptOutQuestion: {
      /** @description As people write it; without a country code the default countries are tried. */
      phone: string;
    };
    /** @description An event, and what became of its delivery. */
    OutgoingEvent: {
      /**
       * Format: uuid
       * @description The webhook-id, the same in every attempt.
       */
      id: string;
      /** @enum {string} */
      type:
        | "conversation.created"
        | "conversation.reopened"
        | "conversation.closed"
        | "message.late"
        | "message.relayed"
        | "message.failed"
        | "participant.opted_out"
        | "participant.opted_in"
        | "call.ended";
      /** Format: uuid */
      conversation_id: string;
      /** @enum {string} */
      status: "due" | "sending" | "delivered" | "given_up";
      attempts: number;
      /** @description HTTP_ and a status, TIMEOUT or NETWORK. */
      error_code: string | null;
      /** Format: date-time */
      created_at: string;
      next_attempt_at: string | null;
      settled_at: string | null;
      data: {
        [key: string]: unknown;
      };
    };
    /** @description Events, newest first. */
    EventPage: {
      events: components["schemas"]["OutgoingEvent"][];
      /** @description The cursor of the next page; null on the last one. */
      next_cursor: string | null;
    };
    ReplayRequest: {
      /** @description Events by their ids, 100 at most. */
      ids?: string[];
      /** @description Events of these types. */
      types?: (
        | "conversation.created"
        | "conversation.reopened"
        | "conversation.closed"
        | "message.late"
        | "message.relayed"
        | "message.failed"
        | "participant.opted_out"
        | "participant.opted_in"
        | "call.ended"
      )[];
      /**
       * Format: uuid
       * @description Of this conversation alone.
       */
      conversation_id?: string;
      /**
       * @description Events in this state.
       * @enum {string}
       */
      status?: "due" | "delivered" | "given_up";
      /** @description Events from then on. */
      since?: string & (unknown & unknown);
      /** @description Events until then. */
      until?: string & (unknown & unknown);
      /** @description next_cursor of the page before. */
      cursor?: string;
    };
    /** @description How many events are due again; with a next_cursor there are more. */
    Replay: {
      count: number;
      /** @description The cursor of the next page; null on the last one. */
      next_cursor: string | null;
    };
    /** @description What neither erasure nor retention may touch. */
    LegalHold: {
      /** Format: uuid */
      id: string;
      user_id: string | null;
      conversation_id: string | null;
      /** @description What the access audit calls it: an id, or a keyed hash. */
      subject: string;
      reason: string | null;
      /** Format: date-time */
      created_at: string;
    };
    /** @description Legal holds, newest first. */
    LegalHoldPage: {
      legal_holds: components["schemas"]["LegalHold"][];
      /** @description The cursor of the next page; null on the last one. */
      next_cursor: string | null;
    };
    NewLegalHold: {
      /** @description As people write it; without a country code the default countries are tried. */
      phone?: string;
      /**
       * Format: uuid
       * @description The user with all the user's numbers, instead of phone.
       */
      user_id?: string;
      /**
       * Format: uuid
       * @description The conversation to hold, instead of a person.
       */
      conversation_id?: string;
      /**
       * @description 1 to 255 characters.
       * @default null
       */
      reason?: string | null;
    };
    /** @description Who read, exported, erased or held what. */
    Access: {
      id: string;
      /** Format: date-time */
      created_at: string;
      /** @description user:<id>, service:<name of the secret key>, or system. */
      actor: string;
      action: string;
      subject: string | null;
      details: {
        [key: string]: unknown;
      };
    };
    /** @description The access audit, newest first. */
    AccessPage: {
      audit: components["schemas"]["Access"][];
      /** @description The cursor of the next page; null on the last one. */
      next_cursor: string | null;
    };
    NamedPerson: {
      /** @description As people write it; without a country code the default countries are tried. */
      phone?: string;
      /**
       * Format: uuid
       * @description The user with all the user's numbers, instead of phone.
       */
      user_id?: string;
    };
    /** @description Everything that is held about a person, in the clear. */
    PersonExport: {
      /** @description What the access audit calls it: an id, or a keyed hash. */
      subject: string;
      /** Format: date-time */
      exported_at: string;
      phone_numbers: {
        /** @description A phone number in E.164. */
        phone: string;
        verified_at: string | null;
        /** Format: date-time */
        created_at: string;
      }[];
      conversations: {
        /** Format: uuid */
        id: string;
        /** @enum {string} */
        status: "active" | "closed";
        /** @enum {string} */
        mode: "message" | "voice" | "message_and_voice";
        friendly_name: string | null;
        metadata: {
          [key: string]: unknown;
        };
        created_by_person: boolean;
        /** Format: date-time */
        created_at: string;
        expires_at: string | null;
        closed_at: string | null;
        closed_reason: ("expired" | "idle" | "api" | "participant" | "erased") | null;
        seats: {
          /** Format: uuid */
          id: string;
          user_id: string | null;
          label: string | null;
          phone: string | null;
          /** @description A phone number in E.164. */
          proxy_number: string;
          /** Format: date-time */
          joined_at: string;
          left_at: string | null;
          muted_at: string | null;
        }[];
      }[];
      sent: {
        /** Format: uuid */
        id: string;
        conversation_id: string | null;
        /**
         * @description inbound came from a phone, outbound from the app.
         * @enum {string}
         */
        direction: "inbound" | "outbound";
        /** @description Null when the service spoke. */
        sender_participant_id: string | null;
        /** @description Whom a text in a group named. */
        only_to_participant_id: string | null;
        /** @enum {string} */
        outcome:
          | "forwarded"
          | "no_conversation"
          | "conversation_closed"
          | "not_started"
          | "opt_out"
          | "opt_in"
          | "help"
          | "opted_out"
          | "blocked"
          | "rate_limited"
          | "loop"
          | "block"
          | "report"
          | "mute"
          | "unmute"
          | "leave";
        /** @description As it was relayed; null once it has been dropped. */
        body: string | null;
        media: (components["schemas"]["MediaFile"] | null)[] | null;
        /** Format: date-time */
        created_at: string;
        forwards: components["schemas"]["Forward"][];
        policy: {
          /** @enum {string} */
          state: "pending" | "allowed" | "changed" | "held" | "passed" | "released" | "dropped";
          /** @description A code word: the hook's, other, no_answer or no_hook. */
          reason: string | null;
          decided_at: string | null;
        } | null;
      }[];
      received: {
        /** Format: uuid */
        id: string;
        conversation_id: string | null;
        body: string | null;
        media: (components["schemas"]["MediaFile"] | null)[] | null;
        /** Format: date-time */
        created_at: string;
        /** @enum {string} */
        status:
          | "queued"
          | "sending"
          | "sent"
          | "delivered"
          | "undelivered"
          | "failed"
          | "unknown"
          | "suppressed"
          | "held";
        sent_at: string | null;
        delivered_at: string | null;
      }[];
      calls: {
        /** Format: uuid */
        id: string;
        conversation_id: string | null;
        /** @enum {string} */
        direction: "inbound" | "outbound";
        status: string;
        /** Format: date-time */
        created_at: string;
        answered_at: string | null;
        ended_at: string | null;
        duration_seconds: number | null;
      }[];
      opt_outs: {
        /** Format: date-time */
        opted_out_at: string;
        /** @enum {string} */
        source: "keyword" | "carrier" | "api";
      }[];
      blocks: {
        conversation_id: string | null;
        /** Format: date-time */
        created_at: string;
      }[];
      access: {
        /** Format: date-time */
        at: string;
        actor: string;
        action: string;
        subject: string | null;
      }[];
    };
    /** @description What was erased. */
    ErasureReceipt: {
      /** Format: uuid */
      id: string;
      erased: {
        conversations: number;
        messages: number;
        forwards: number;
        phone_numbers: number;
        rate_limits: number;
        calls: number;
      };
      carrier_deletions_queued: number;
    };
    /** @description A key of this database. */
    EncryptionKey: {
      /** @description Gives nothing of the key away. */
      id: string;
      /** @enum {string} */
      role: "current" | "previous" | "missing";
      /** @description Something is stored under it. */
      used: boolean;
      /** @description What is left under a key that is not current. */
      people: number | null;
      /** @description Of these, those of whom only a hash is kept. */
      erased_people: number | null;
      bodies: number | null;
      repeats_until: string | null;
      created_at: string | null;
      retired_at: string | null;
      lost_at: string | null;
    };
    /** @description The keys of this database, newest first. */
    EncryptionKeys: {
      keys: components["schemas"]["EncryptionKey"][];
    };
    RotationRequest: {
      /** @description The id of the key to go to, where that is the older one. */
      to?: string;
      /**
       * @description People, and as many texts, in one call.
       * @default 200
       */
      max_count?: number;
    };
    /** @description What one batch brought under the current key. */
    KeyRotation: {
      /** @description Gives nothing of the key away. */
      from: string;
      /** @description Gives nothing of the key away. */
      to: string;
      people: number;
      bodies: number;
      /** @description What no key opens; it stays as it is. */
      unreadable: number;
      /** @description Call it again. */
      more: boolean;
    };
    /** @description A carrier number that we own and lend. */
    PoolNumber: {
      /** @description A phone number in E.164. */
      number: string;
      /** @enum {string} */
      provider: "twilio" | "plivo";
      /** @description The carrier's id of the number. */
      provider_sid: string | null;
      country_code: string;
      area_code: string | null;
      sms: boolean;
      mms: boolean;
      voice: boolean;
      segments_per_second: number;
      /** @description Lent only to who names it. */
      reserved: boolean;
      /** @enum {string} */
      status: "active" | "draining" | "retired";
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      release_requested_at: string | null;
      released_at: string | null;
      /** @description Since when the carrier sends nothing from it. */
      bad_since: string | null;
      /** @description What the carrier said. */
      bad_code: string | null;
    };
    /** @description Numbers of the pool. */
    PoolNumbers: {
      numbers: components["schemas"]["PoolNumber"][];
    };
    NewPoolNumbers: {
      /** @description 1 to 1,000 numbers. */
      numbers: {
        /** @description E.164; country and area code are taken from it. */
        number: string;
        /**
         * @description Its carrier, whose credentials must be set.
         * @default twilio
         * @enum {string}
         */
        provider?: "twilio" | "plivo";
        /**
         * @description The carrier's id of the number.
         * @default null
         */
        provider_sid?: string | null;
        /**
         * @description Whether it can text.
         * @default true
         */
        sms?: boolean;
        /**
         * @description Whether it can send pictures.
         * @default true
         */
        mms?: boolean;
        /**
         * @description Whether it can call.
         * @default true
         */
        voice?: boolean;
        /**
         * @description What the carrier takes from it.
         * @default 1
         */
        segments_per_second?: number;
        /** @description Lent only to whom it is named for, as proxy_number; unset: as it was. */
        reserved?: boolean;
      }[];
    };
    PoolNumberChanges: {
      /**
       * @description draining: not lent any more, relays on. active: lent.
       * @enum {string}
       */
      status: "active" | "draining";
    };
    /** @description Numbers, bindings, capacity and forecast by country. */
    PoolReport: {
      countries: components["schemas"]["PoolCountry"][];
    };
    /** @description The numbers of one country. */
    PoolCountry: {
      country_code: string;
      active: number;
      draining: number;
      retired: number;
      /** @description Numbers from which the carrier sends nothing. */
      bad: number;
      /** @description Live and cooling ones. */
      bindings_held: number;
      /** @description The most that one person holds. */
      busiest_person_holds: number;
      capacity_left: number;
      /** @description In a week, if it grows as in the last one. */
      numbers_needed: number;
      numbers_to_buy: number;
      /** @description Seats that wait to be moved to another number. */
      live_on_draining: number;
      /** @description Numbers that go back to the carrier once nobody holds them. */
      to_release: number;
    };
    /** @description The load of the pool over time, the last point now. */
    PoolHistory: {
      countries: {
        country_code: string;
        points: components["schemas"]["PoolMoment"][];
      }[];
    };
    /** @description The load of the numbers of one country at one time. */
    PoolMoment: {
      /** Format: date-time */
      at: string;
      active: number;
      bindings_held: number;
      busiest_person_holds: number;
      capacity_left: number;
    };
    ReplacementRequest: {
      /**
       * @description As when a conversation is created, measured by the old number.
       * @default country
       * @enum {string}
       */
      geo_match?: "country" | "prefer_area_code" | "area_code" | "any";
      /**
       * @description How long the old number leads to the seats; null: as long as the cooldown.
       * @default null
       */
      overlap_seconds?: number | null;
      /**
       * @description Whether the number goes back to the carrier when the overlap is over.
       * @default false
       */
      release?: boolean;
      /**
       * @description after of the answer before.
       * @default null
       */
      after?: string | null;
    };
    /** @description What was moved off a number. */
    Replacement: {
      /** @description A phone number in E.164. */
      number: string;
      /** @enum {string} */
      status: "active" | "draining" | "retired";
      /** @description Conversations that are on other numbers now. */
      moved: number;
      /** @description Conversations for which every number is taken. */
      not_moved: string[];
      conversations_left: number;
      /** @description Call it again with after. */
      more: boolean;
      after: string | null;
    };
    PurchaseRequest: {
      /** @description ISO 3166. */
      country_code: string;
      /** @description Three digits, for the US and Canada. */
      area_code?: string;
      /**
       * @description What each number must be able to do.
       * @default [
       *       "sms",
       *       "mms",
       *       "voice"
       *     ]
       */
      capabilities?: ("sms" | "mms" | "voice")[];
      /** @description How many. */
      count: number;
      /** @description For all numbers together, in the currency of the account. */
      max_monthly_cost: number;
      /**
       * @description Say what would be done, and do nothing.
       * @default true
       */
      dry_run?: boolean;
    };
    /** @description What was bought, or would be. */
    Purchase: {
      dry_run: boolean;
      /** @description Null for a dry run. */
      id: string | null;
      count: number;
      max_monthly_cost: number;
      monthly_cost: number;
      currency: string | null;
      /** @description How many the budget did not allow or the carrier did not have. */
      missing: number;
      numbers: components["schemas"]["NumberOrder"][];
    };
    /** @description A number of a purchase. */
    NumberOrder: {
      /** @description A phone number in E.164. */
      number: string;
      monthly_cost: number;
      /** @enum {string} */
      status: "planned" | "bought";
    };
    SyncRequest: {
      /**
       * @description Say what would be done, and do nothing.
       * @default true
       */
      dry_run?: boolean;
      /**
       * @description The rest of the account joins the pool too.
       * @default false
       */
      import?: boolean;
      /**
       * @description Changes in one call.
       * @default 25
       */
      max_count?: number;
      /**
       * @description after of the answer before.
       * @default null
       */
      after?: string | null;
    };
    /** @description How the carrier account and the pool differ. */
    PoolSync: {
      dry_run: boolean;
      changes: components["schemas"]["SyncChange"][];
      /** @description Could not be changed; the log says why. */
      failed: string[];
      /** @description In the pool but not in the account. */
      missing: string[];
      /** @description In the account but not in the pool. */
      not_in_pool: string[];
      /** @description Call it again with after. */
      more: boolean;
      after: string | null;
    };
    /** @description What was, or would be, done about one number of the carrier account. */
    SyncChange: {
      /** @description A phone number in E.164. */
      number: string;
      /** @enum {string} */
      action: "update" | "import";
      differs: ("sms_webhook" | "voice_webhook" | "provider_sid" | "capabilities")[];
    };
    /** @description What waits, for how long, what failed in the last hour, and what is held back. */
    DeliveryHealth: {
      queue_depth: number;
      queued: number;
      sending: number;
      unknown: number;
      carrier_not_configured: number;
      oldest_waiting_since: string | null;
      oldest_waiting_seconds: number;
      /** @description Forwards that wait for the end of quiet hours; in none of the above. */
      quiet: number;
      failures_last_hour: number;
      carrier_compared_until: string | null;
      /** @description Texts that the policy hook has yet to decide. */
      policy_pending: number;
      policy_pending_since: string | null;
      /** @description Texts that wait to be released or dropped. */
      policy_held: number;
      /** @description Of these, those of which the hook said nothing for a day. */
      policy_unanswered: number;
      carrier_deletions_waiting: number;
      events_waiting: number;
      events_oldest_waiting_seconds: number;
      events_given_up: number;
    };
    /** @description Why texts failed, and why others wait; the most frequent first. */
    FailureReasons: {
      failed: {
        /** @enum {string} */
        status: "failed" | "undelivered";
        /** @description The carrier's, of the last try. */
        error_code: string | null;
        count: number;
        /** Format: date-time */
        last_at: string;
      }[];
      waiting: {
        /** @enum {string} */
        status: "queued" | "unknown";
        /** @description The carrier's, of the last try. */
        error_code: string | null;
        count: number;
        /** Format: date-time */
        oldest_at: string;
      }[];
    };
    SendSmsRequest: {
      /**
       * @description What is wanted.
       * @constant
       */
      action: "send";
      /** @description The text. */
      payload: {
        /** @description The recipient. */
        to: string;
        /** @description One of the configured senders. */
        from: string;
        /** @description The words; of a magic link exactly one link. */
        body: string;
      };
    } | {
      /**
       * @description What is wanted.
       * @constant
       */
      action: "health";
    };
    SendSmsAnswer: components["schemas"]["SentText"] | components["schemas"]["ServiceHealth"];
    /** @description A text that the carrier took. */
    SentText: {
      /** @description The carrier's id of the text. */
      sid: string;
      /** @description The carrier's word for what it does with it now. */
      status: string;
    };
    /** @description What works. */
    ServiceHealth: {
      /** @enum {string} */
      status: "ok" | "failing";
      checks: {
        carrier: boolean;
        database: boolean;
        encryption_key: boolean;
      };
    };
    /** @description A failure (RFC 9457). */
    Problem: {
      /** @description An identifier; it leads nowhere. */
      type: string;
      title: string;
      status: number;
      detail: string;
      code: components["schemas"]["ErrorCode"];
      /** @description detail again, as in the platform's own failures. */
      message: string;
      /**
       * Format: uuid
       * @description It is in the log.
       */
      request_id: string;
      /** @description With validation_failed: what to change. */
      errors?: {
        path: string;
        message: string;
      }[];
      /** @description With carrier_refused and carrier_unavailable: the carrier's own code. */
      carrier_code?: string | null;
      /** @description With pool_exhausted: when a number becomes free by itself. */
      available_at?: string | null;
      /** @description With wrong_code. */
      tries_left?: number;
      /** @description To the Auth hook: what Supabase Auth reads. */
      error?: {
        http_code: number;
        message: string;
      };
    };
    /**
     * @description What went wrong; clients branch on it alone.
     * @enum {string}
     */
    ErrorCode:
      | "invalid_json"
      | "validation_failed"
      | "invalid_cursor"
      | "expires_too_early"
      | "not_authenticated"
      | "forbidden"
      | "sender_not_allowed"
      | "link_not_allowed"
      | "country_not_allowed"
      | "masking_disabled"
      | "not_found"
      | "conversation_not_found"
      | "participant_not_found"
      | "number_not_found"
      | "client_phone_not_found"
      | "phone_number_not_found"
      | "legal_hold_not_found"
      | "opt_out_not_found"
      | "block_not_found"
      | "freeze_not_found"
      | "held_message_not_found"
      | "media_not_found"
      | "recording_not_found"
      | "method_not_allowed"
      | "conversation_closed"
      | "conversation_not_started"
      | "conversation_full"
      | "already_participant"
      | "label_taken"
      | "rotation_not_ready"
      | "mode_not_allowed"
      | "number_taken"
      | "number_in_use"
      | "people_blocked"
      | "pool_exhausted"
      | "legal_hold"
      | "recipient_opted_out"
      | "request_in_progress"
      | "body_too_large"
      | "unsupported_media_type"
      | "phone_not_verified"
      | "wrong_code"
      | "code_expired"
      | "too_many_tries"
      | "own_number"
      | "idempotency_key_reused"
      | "carrier_refused"
      | "rate_limited"
      | "unexpected_failure"
      | "not_configured"
      | "wrong_encryption_key"
      | "carrier_unavailable"
      | "database_unavailable";
  };
};
export type Conversation = components["schemas"]["Conversation"];
export type ConversationPage = components["schemas"]["ConversationPage"];
export type Participant = components["schemas"]["Participant"];
export type LeakCounts = components["schemas"]["LeakCounts"];
export type Message = components["schemas"]["Message"];
export type MessagePage = components["schemas"]["MessagePage"];
export type Forward = components["schemas"]["Forward"];
export type MediaFile = components["schemas"]["MediaFile"];
export type Call = components["schemas"]["Call"];
export type CallLeg = components["schemas"]["CallLeg"];
export type CallPage = components["schemas"]["CallPage"];
export type RecordingLink = components["schemas"]["RecordingLink"];
export type Pin = components["schemas"]["Pin"];
export type ClientPhone = components["schemas"]["ClientPhone"];
export type NewConversation = components["schemas"]["NewConversation"];
export type ConversationChanges = components["schemas"]["ConversationChanges"];
export type Json = components["schemas"]["Json"];
export type Person = components["schemas"]["Person"];
export type NewParticipant = components["schemas"]["NewParticipant"];
export type ParticipantChanges = components["schemas"]["ParticipantChanges"];
export type NewMessage = components["schemas"]["NewMessage"];
export type NewCall = components["schemas"]["NewCall"];
export type NewClientPhone = components["schemas"]["NewClientPhone"];
export type PhoneNumber = components["schemas"]["PhoneNumber"];
export type PhoneNumbers = components["schemas"]["PhoneNumbers"];
export type RequestedCode = components["schemas"]["RequestedCode"];
export type VerifiedNumber = components["schemas"]["VerifiedNumber"];
export type CodeRequest = components["schemas"]["CodeRequest"];
export type Verification = components["schemas"]["Verification"];
export type HeldMessage = components["schemas"]["HeldMessage"];
export type HeldMessagePage = components["schemas"]["HeldMessagePage"];
export type Release = components["schemas"]["Release"];
export type OptOut = components["schemas"]["OptOut"];
export type OptOutPage = components["schemas"]["OptOutPage"];
export type OptOutCounts = components["schemas"]["OptOutCounts"];
export type OptOutLookup = components["schemas"]["OptOutLookup"];
export type OptOutQuestion = components["schemas"]["OptOutQuestion"];
export type OutgoingEvent = components["schemas"]["OutgoingEvent"];
export type EventPage = components["schemas"]["EventPage"];
export type ReplayRequest = components["schemas"]["ReplayRequest"];
export type Replay = components["schemas"]["Replay"];
export type LegalHold = components["schemas"]["LegalHold"];
export type LegalHoldPage = components["schemas"]["LegalHoldPage"];
export type NewLegalHold = components["schemas"]["NewLegalHold"];
export type Access = components["schemas"]["Access"];
export type AccessPage = components["schemas"]["AccessPage"];
export type NamedPerson = components["schemas"]["NamedPerson"];
export type PersonExport = components["schemas"]["PersonExport"];
export type ErasureReceipt = components["schemas"]["ErasureReceipt"];
export type EncryptionKey = components["schemas"]["EncryptionKey"];
export type EncryptionKeys = components["schemas"]["EncryptionKeys"];
export type RotationRequest = components["schemas"]["RotationRequest"];
export type KeyRotation = components["schemas"]["KeyRotation"];
export type PoolNumber = components["schemas"]["PoolNumber"];
export type PoolNumbers = components["schemas"]["PoolNumbers"];
export type NewPoolNumbers = components["schemas"]["NewPoolNumbers"];
export type PoolNumberChanges = components["schemas"]["PoolNumberChanges"];
export type PoolReport = components["schemas"]["PoolReport"];
export type PoolCountry = components["schemas"]["PoolCountry"];
export type PoolHistory = components["schemas"]["PoolHistory"];
export type PoolMoment = components["schemas"]["PoolMoment"];
export type ReplacementRequest = components["schemas"]["ReplacementRequest"];
export type Replacement = components["schemas"]["Replacement"];
export type PurchaseRequest = components["schemas"]["PurchaseRequest"];
export type Purchase = components["schemas"]["Purchase"];
export type NumberOrder = components["schemas"]["NumberOrder"];
export type SyncRequest = components["schemas"]["SyncRequest"];
export type PoolSync = components["schemas"]["PoolSync"];
export type SyncChange = components["schemas"]["SyncChange"];
export type DeliveryHealth = components["schemas"]["DeliveryHealth"];
export type FailureReasons = components["schemas"]["FailureReasons"];
export type SendSmsRequest = components["schemas"]["SendSmsRequest"];
export type SendSmsAnswer = components["schemas"]["SendSmsAnswer"];
export type SentText = components["schemas"]["SentText"];
export type ServiceHealth = components["schemas"]["ServiceHealth"];
export type Problem = components["schemas"]["Problem"];
export type ErrorCode = components["schemas"]["ErrorCode"];
