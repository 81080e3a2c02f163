import type { Leg } from "../carrier/voice_carrier.ts";
import type { Deps } from "../deps.ts";
import { languageOf } from "../language/language_of.ts";
import { decrypt } from "../privacy/decrypt.ts";
import type { PlannedLeg } from "./call_plan.ts";
import { voiceUrl } from "./voice_url.ts";

/** A phone to ring, as the carrier has to know it, and whether its answering is told that the call is recorded; null when the number cannot be read. */
export async function openLeg(
  deps: Deps,
  leg: PlannedLeg,
  records: boolean,
): Promise<Leg | null> {
  const language = languageOf(deps, leg.language);
  try {
    return {
      to: await decrypt(await deps.keys(), "phone", leg.to_encrypted),
      from: leg.from,
      // In the URL, so that who is told and what is recorded cannot differ.
      answeredUrl: voiceUrl(deps, "answered", leg.call_id, language) +
        (records ? "&recorded=true" : ""),
      statusUrl: voiceUrl(deps, "status", leg.call_id, language),
    };
  } catch (error) {
    deps.log("cannot_decrypt", { call_id: leg.call_id, error });
    return null;
  }
}
