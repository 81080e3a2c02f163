import { recordCallStatus } from "../_shared/voice/record_call_status.ts";
import type { CallRoute } from "./call_route.ts";

/** Moves a call on. Statuses that say nothing new, and those of unknown calls, are answered alike. */
export const receiveStatus: CallRoute = async (deps, { webhook, callId, requestId }) => {
  await recordCallStatus(deps, callId, webhook, requestId);
  deps.log("call_status", { request_id: requestId, call_id: callId, outcome: webhook.status });
  return null;
};
