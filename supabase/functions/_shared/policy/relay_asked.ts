import { deliver, type DeliveryDeps } from "../delivery/deliver.ts";
import type { Env } from "../env.ts";
import type { Ask } from "./ask.ts";

export type PolicyDeps = DeliveryDeps & {
  env: Pick<
    Env,
    "POLICY_WEBHOOK_URL" | "POLICY_WEBHOOK_SECRET" | "POLICY_DEADLINE_MS" | "POLICY_ON_FAILURE"
  >;
};

/** Has the policy hook decide on a message and sends what that sets free; whether it is decided. Never throws. */
export async function relayAsked(deps: PolicyDeps, ask: Ask, requestId: string): Promise<boolean> {
  try {
    // Needed only where there is a hook, and so not at every start.
    const { askPolicy } = await import("./ask_policy.ts");
    const { isDecided, claims } = await askPolicy(deps, ask, requestId);
    await deliver(deps, claims, requestId);
    return isDecided;
  } catch (error) {
    // The lease ends by itself, and the sweep asks again.
    deps.log("policy_not_recorded", {
      request_id: requestId,
      message_id: ask.message_id,
      conversation_id: ask.conversation.id,
      attempt: ask.attempt,
      error,
    });
    return false;
  }
}
