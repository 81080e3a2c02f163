import { letIn, readAnswer } from "./answer_call.ts";
import type { CallRoute } from "./call_route.ts";

/** Whoever was rung has pressed a key: 1 connects, and nothing else does. */
export const acceptCall: CallRoute = async (deps, request) => {
  if (request.webhook.digits !== "1") {
    return { language: request.language, steps: [{ do: "hang_up" }] };
  }
  return await letIn(deps, await readAnswer(deps, request, true), request);
};
