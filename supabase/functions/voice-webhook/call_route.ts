import type { CallStep, CallWebhook } from "../_shared/carrier/voice_carrier.ts";
import type { Deps } from "../_shared/deps.ts";

/** What a route is asked: the carrier's words, and our id of the call, if the URL names one. */
export type CallRequest = { webhook: CallWebhook; callId: string | null; requestId: string };

/** Steps to take, or null where the carrier only reports. */
export type CallRoute = (deps: Deps, request: CallRequest) => Promise<CallStep[] | null>;
