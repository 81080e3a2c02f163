import type { Provider } from "../carrier/provider.ts";
import type { CallStatus } from "../carrier/voice_carrier.ts";
import { inOneTrip } from "../db/in_one_trip.ts";
import type { Deps } from "../deps.ts";
import { languageOf } from "../language/language_of.ts";
import { voiceUrl } from "./voice_url.ts";

type Consequences = {
  hang_up: string[];
  alone: { id: string; sid: string; language: string | null } | null;
};

/**
 * `masking.record_call_status`: moves a call on, named by our id or else by the carrier's. In the background phones stop to ring for a
 * caller who has hung up, and a caller to whom nobody comes is told so. With a `badNumber` the carrier calls from it no more.
 */
export async function recordCallStatus(
  deps: Deps,
  callId: string | null,
  progress: { sid: string | null; status: CallStatus; durationSeconds: number | null },
  requestId: string,
  badNumber: { number: string; provider: Provider; code: string } | null = null,
): Promise<void> {
  const [row] = await inOneTrip(deps.sql)<{ consequences: Consequences }>`
    select masking.record_call_status(
      call_id => ${callId}, provider_sid => ${progress.sid}, status => ${progress.status},
      duration_seconds => ${progress.durationSeconds}, bad_number => ${badNumber}) as consequences`;
  const { hang_up, alone } = row!.consequences;
  const tell = (work: Promise<void>) =>
    deps.background(work.catch((error) => {
      // It has ended by itself, or will.
      deps.log("call_not_changed", { request_id: requestId, call_id: callId, error });
    }));
  if (hang_up.length === 0 && !alone) return;
  const voice = await deps.voice();
  for (const sid of hang_up) tell(voice.hangUp(sid));
  if (alone) {
    const language = languageOf(deps, alone.language);
    tell(voice.redirect(alone.sid, voiceUrl(deps, "unreached", alone.id, language)));
  }
}
