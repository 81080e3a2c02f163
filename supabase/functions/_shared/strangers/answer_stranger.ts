import type { Deps } from "../deps.ts";
import type { StrangerAsk } from "./stranger_ask.ts";

/** Does what the app says about the sender of a text; whether that is settled. Never throws. */
export async function answerStranger(
  deps: Deps,
  ask: StrangerAsk,
  requestId: string,
): Promise<boolean> {
  try {
    // Needed only for strangers about whom somebody is asked, and so not at every start.
    const { askAboutText } = await import("./ask_about_text.ts");
    return await askAboutText(deps, ask, requestId);
  } catch (error) {
    // The lease ends by itself, and the sweep asks again.
    deps.log("stranger_not_recorded", {
      request_id: requestId,
      message_id: ask.message_id,
      attempt: ask.attempt,
      error,
    });
    return false;
  }
}
