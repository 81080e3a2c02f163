import type { Sql } from "../db/connect.ts";
import { type Fragment, fragment, inOneTrip } from "../db/in_one_trip.ts";
import type { Idempotency } from "../http/idempotency.ts";
import type { Language } from "../language/language.ts";
import type { Conversation } from "./conversation.ts";
import type { Person } from "./person.ts";

export type NewConversation = {
  createdBy: string | null;
  people: Person[];
  mode: string;
  geoMatch: string;
  geoRadiusKm?: number;
  /** `prefer` (the default) or `avoid`, the numbers that these people had last. */
  sticky?: string;
  leakPolicy: string;
  language?: Language | null;
  announcement?: string | null;
  friendlyName: string | null;
  metadata: Record<string, unknown>;
  clientId: string | null;
  labelMessages?: boolean;
  recordCalls?: boolean;
  pinRequired?: boolean;
  startsAt?: Date | null;
  expiresAt: Date | null;
  extendOnActivitySeconds?: number | null;
  maxExpiresAt?: Date | null;
  idleTimeoutSeconds: number | null;
  cooldownSeconds: number;
  idempotency: Idempotency;
};

/** `masking.create_conversation`: allocates the numbers and connects the people. Throws `pool_exhausted`. */
export async function createConversation(sql: Sql, input: NewConversation): Promise<Conversation> {
  const people = fragment`masking.known_hashes(items => ${input.people})`;
  const [row] = await inOneTrip(sql)<{ conversation: Conversation }>`
    select ${creationOf(input, people)} as conversation`;
  return row!.conversation;
}

/** The call of `masking.create_conversation`, for a statement that does more; `people` as `masking.known_hashes` has answered them. */
export function creationOf(input: Omit<NewConversation, "people">, people: Fragment): Fragment {
  return fragment`masking.create_conversation(
      created_by => ${input.createdBy}, people => ${people},
      mode => ${input.mode},
      geo_match => ${input.geoMatch}, friendly_name => ${input.friendlyName},
      metadata => ${input.metadata}, client_id => ${input.clientId},
      expires_at => ${input.expiresAt}, idle_timeout => make_interval(secs => ${input.idleTimeoutSeconds}),
      cooldown => make_interval(secs => ${input.cooldownSeconds}),
      idempotency_id => ${input.idempotency.id}, request_hash => ${input.idempotency.requestHash},
      leak_policy => ${input.leakPolicy}, label_messages => ${input.labelMessages ?? false},
      starts_at => ${input.startsAt ?? null}, max_expires_at => ${input.maxExpiresAt ?? null},
      extend_on_activity => make_interval(secs => ${input.extendOnActivitySeconds ?? null}),
      language => ${input.language ?? null}, record_calls => ${input.recordCalls ?? false},
      sticky => ${input.sticky ?? "prefer"}, geo_radius_km => ${input.geoRadiusKm ?? null},
      announcement => ${input.announcement ?? null}, pin_required => ${
    input.pinRequired ?? false
  })`;
}
