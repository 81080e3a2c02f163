import type * as z from "zod";
import type { Env } from "../env.ts";
import type { NewConversation } from "./create_conversation.ts";
import { lifetime } from "./lifetime.ts";
import type { conversationInput } from "./schema.ts";

/** What `POST /masking/conversations` takes, but for whom to connect. */
export type ConversationSettings = Omit<z.output<typeof conversationInput>, "participants">;

/** What these settings make of a new conversation, whoever is in it. Throws `expires_too_early`. */
export function newConversation(
  input: ConversationSettings,
  now: Date,
  env: Pick<Env, "CONVERSATION_TTL_SECONDS" | "CONVERSATION_COOLDOWN_SECONDS">,
): Omit<NewConversation, "createdBy" | "people" | "idempotency"> {
  const { startsAt, expiresAt, maxExpiresAt } = lifetime(input, now, env);
  return {
    mode: input.mode,
    geoMatch: input.geo_match,
    geoRadiusKm: input.geo_radius_km,
    sticky: input.sticky,
    leakPolicy: input.leak_policy,
    language: input.language,
    announcement: input.announcement ?? null,
    friendlyName: input.friendly_name,
    metadata: input.metadata,
    clientId: null,
    labelMessages: input.label_messages,
    recordCalls: input.record_calls,
    pinRequired: input.pin_required,
    startsAt,
    expiresAt,
    extendOnActivitySeconds: input.extend_on_activity,
    maxExpiresAt,
    idleTimeoutSeconds: input.idle_timeout,
    cooldownSeconds: env.CONVERSATION_COOLDOWN_SECONDS,
  };
}
