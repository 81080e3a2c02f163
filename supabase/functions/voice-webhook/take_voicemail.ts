import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { Claim } from "../_shared/delivery/claim.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import { encryptNotice } from "../_shared/routing/encrypt_notice.ts";
import { recordingLink } from "../_shared/voice/recording_link.ts";
import type { CallRoute } from "./call_route.ts";

/** The carrier has recorded what a caller left: the person who was rung in vain gets a link by text, where the number can text. */
export const takeVoicemail: CallRoute = async (deps, { webhook, callId, requestId }) => {
  const days = deps.env.VOICEMAIL_DAYS;
  const { recording } = webhook;
  if (callId === null || recording === null || days === undefined) return null;
  const link = await recordingLink(deps, callId);
  const [row] = await inOneTrip(deps.sql)<{ claims: Claim[] }>`
    select masking.record_voicemail(
      call_id => ${callId}, recording_sid => ${recording.sid}, seconds => ${recording.seconds},
      expires_at => ${new Date(Date.now() + days * 86_400_000)},
      notice_encrypted => ${await encryptNotice(
    deps,
    (texts) => texts.voicemail(link, days),
  )}) as claims`;
  deps.background(deliver(deps, row!.claims, requestId));
  return null;
};
