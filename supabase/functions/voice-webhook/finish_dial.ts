import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import { voiceUrl } from "../_shared/voice/voice_url.ts";
import type { CallRoute } from "./call_route.ts";
import { say } from "./say.ts";
import { spokenTexts } from "./spoken_texts.ts";

type Finished = { leg_id: string | null; reached: boolean };

/** The longest message that a caller can leave. */
const VOICEMAIL_SECONDS = 120;

/** The bridge has ended, or never came about: then the caller is told, and may leave a message where that is on. */
export const finishDial: CallRoute = async (deps, { webhook, callId, language }) => {
  const { dialed } = webhook;
  const [row] = await inOneTrip(deps.sql)<{ finished: Finished }>`
    select masking.finish_dial(
      call_id => ${callId}, leg_sid => ${dialed?.sid || null}, leg_status => ${
    dialed?.status ?? null
  },
      duration_seconds => ${dialed?.durationSeconds ?? null}) as finished`;
  const { reached, leg_id } = row!.finished;
  if (reached) return { language, steps: [{ do: "hang_up" }] };
  if (deps.env.VOICEMAIL_DAYS === undefined || leg_id === null) {
    return say(language, (texts) => texts.notReached);
  }
  const texts = spokenTexts(language);
  return {
    language,
    steps: [
      { do: "say", text: `${texts.notReached} ${texts.leaveMessage}` },
      {
        do: "record",
        maxSeconds: VOICEMAIL_SECONDS,
        recordedUrl: voiceUrl(deps, "recorded", leg_id, language),
        thenUrl: voiceUrl(deps, "goodbye", leg_id, language),
      },
      { do: "hang_up" },
    ],
  };
};
