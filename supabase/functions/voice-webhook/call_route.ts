import type { CallStep, CallWebhook } from "../_shared/carrier/voice_carrier.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Language } from "../_shared/language/language.ts";

/**
 * What a route is asked: the carrier's words, and what the URL names: our id of the call, the language, which is else the setting's, and
 * whether the call is recorded.
 */
export type CallRequest = {
  webhook: CallWebhook;
  callId: string | null;
  language: Language;
  recorded: boolean;
  requestId: string;
};

/** Steps to take, and the language of their words. */
export type CallAnswer = { language: Language; steps: CallStep[] };

/** Null where the carrier only reports. */
export type CallRoute = (deps: Deps, request: CallRequest) => Promise<CallAnswer | null>;
