import type { Sql } from "postgres";
import type { ClaimedMedia } from "../../functions/_shared/media/prepare_media.ts";
import type { TextSize } from "../../functions/_shared/carrier/measure_text.ts";
import type { Ask } from "../../functions/_shared/policy/ask.ts";
import type { E164 } from "../../functions/_shared/phone/e164.ts";
import type { KeyRing } from "../../functions/_shared/privacy/key_ring.ts";
import { protectPhone } from "../../functions/_shared/privacy/protect_phone.ts";
import type { Mention } from "../../functions/_shared/routing/read_mention.ts";
import type { StrangerAsk } from "../../functions/_shared/strangers/stranger_ask.ts";

/** People and numbers as SQL knows them: hashes and ciphertexts are only words here. */
export function person(name: string, more: Record<string, unknown> = {}) {
  return {
    user_id: null,
    label: null,
    phone_hash: `hash of ${name}`,
    phone_encrypted: `ciphertext of ${name}`,
    country_code: "US",
    area_code: "415",
    ...more,
  };
}

/** Somebody whom the functions can reach: the hash and the ciphertext are those of this number. */
export async function reachable(keys: KeyRing, phone: E164) {
  return person(phone, await protectPhone(keys, phone));
}

/** `count` pool numbers +1415555 0100 and up (or of another country), imported as the API does. */
export async function importNumbers(sql: Sql, count: number, more: Record<string, unknown> = {}) {
  const numbers = Array.from({ length: count }, (_, index) => ({
    number: `+1${415 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, "0")}`,
    phone_hash: `hash of pool number ${index}`,
    provider: "twilio",
    country_code: "US",
    area_code: "415",
    sms: true,
    mms: true,
    voice: true,
    segments_per_second: 1000,
    ...more,
  }));
  await sql`select masking.import_numbers(numbers => ${sql.json(numbers)})`;
  return numbers.map(({ number }) => number);
}

export type Conversation = {
  id: string;
  status: string;
  masked_number: string | null;
  participants: {
    id: string;
    label: string | null;
    proxy_number: string;
    user_id: string | null;
  }[];
  starts_at: string | null;
  expires_at: string | null;
  closed_reason: string | null;
};

/** A conversation of these people, made by `masking.create_conversation`. */
export async function createConversation(
  sql: Sql,
  people: ReturnType<typeof person>[],
  options: {
    now?: Date;
    expiresAt?: Date | null;
    idleSeconds?: number | null;
    cooldownSeconds?: number;
    mode?: string;
    geoMatch?: string;
    geoRadiusKm?: number;
    sticky?: string;
    createdBy?: string | null;
    idempotency?: [string, string];
    leakPolicy?: string;
    labelMessages?: boolean;
    startsAt?: Date;
    extendSeconds?: number;
    maxExpiresAt?: Date;
  } = {},
): Promise<Conversation> {
  const now = options.now ?? new Date();
  const [row] = await sql<{ conversation: Conversation }[]>`
    select masking.create_conversation(
      created_by => ${options.createdBy ?? null}, people => ${sql.json(people)},
      mode => ${options.mode ?? "message"}, geo_match => ${
    options.geoMatch ?? "country"
  }, friendly_name => null,
      metadata => '{}', client_id => null,
      expires_at => ${
    options.expiresAt === undefined ? new Date(now.getTime() + 3_600_000) : options.expiresAt
  },
      idle_timeout => make_interval(secs => ${options.idleSeconds ?? null}),
      cooldown => make_interval(secs => ${options.cooldownSeconds ?? 604_800}),
      idempotency_id => ${options.idempotency?.[0] ?? null}, request_hash => ${
    options.idempotency?.[1] ?? null
  },
      now => ${now}, leak_policy => ${options.leakPolicy ?? "allow"},
      label_messages => ${options.labelMessages ?? false}, starts_at => ${options.startsAt ?? null},
      extend_on_activity => make_interval(secs => ${options.extendSeconds ?? null}),
      max_expires_at => ${options.maxExpiresAt ?? null},
      sticky => ${options.sticky ?? "prefer"},
      geo_radius_km => ${options.geoRadiusKm ?? null}) as conversation`;
  return row!.conversation;
}

let texts = 0;

/** A text from somebody to a number, as `masking.receive_message` gets it. */
export async function receiveMessage(
  sql: Sql,
  text: {
    from: string;
    /** Unless it is "hash of" and the name. */
    hash?: string;
    to: string;
    sid?: string;
    body?: string;
    keyword?: string | null;
    now?: Date;
    maxPerHour?: number;
    segments?: number;
    media?: Record<string, string>[];
    size?: TextSize;
    mention?: Mention | null;
    asksPolicy?: boolean;
    asksStrangers?: boolean;
  },
) {
  const [row] = await sql<{
    outcome: string;
    conversation_id: string | null;
    message_id: string | null;
    may_answer: boolean;
    claims: {
      forward_id: string;
      attempt: number;
      to_encrypted: string;
      from: string;
      body_encrypted: string;
      prefix: string;
      part: number;
      parts: number;
      wait_ms: number;
      reconcile: boolean;
      media: ClaimedMedia | null;
      guard: { message_id: string; policy: string; earlier_encrypted: string[] } | null;
      give_up_at: string;
    }[];
    ask: Ask | null;
    stranger: StrangerAsk | null;
  }[]>`
    select * from masking.receive_message(
      to_number => ${text.to}, from_hash => ${text.hash ?? `hash of ${text.from}`},
      from_encrypted => ${`ciphertext of ${text.from}`}, provider_sid => ${
    text.sid ?? `SM${++texts}`
  },
      body_encrypted => ${text.body ?? "a text"}, media => ${sql.json(text.media ?? [])},
      segments => ${text.segments ?? 1}, keyword => ${text.keyword ?? null},
      notice_encrypted => '{"default": "the notice"}',
      answer_encrypted => '{"default": "the answer"}', max_per_hour => ${
    text.maxPerHour ?? 1000
  }, now => ${text.now ?? new Date()}, size => ${
    text.size ? sql.json(text.size) : null
  }, mention => ${text.mention ? sql.json(text.mention) : null}, asks_policy => ${
    text.asksPolicy ?? false
  }, asks_strangers => ${text.asksStrangers ?? false})`;
  return row!;
}

/** The SQLSTATE that a query fails with; throws when it does not fail. */
export async function sqlstate(query: Promise<unknown>): Promise<string> {
  try {
    await query;
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
  throw new Error("The query did not fail");
}
