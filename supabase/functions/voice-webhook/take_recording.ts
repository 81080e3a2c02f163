import { inOneTrip } from "../_shared/db/in_one_trip.ts";
import type { CallRoute } from "./call_route.ts";

/** The carrier has recorded a talk between two. One that nobody accepted, or of somebody erased since, is deleted there. */
export const takeRecording: CallRoute = async (deps, { webhook, callId }) => {
  const { recording } = webhook;
  if (callId === null || recording === null) return null;
  // Switched off since it was planned: then it is over at once.
  const days = deps.env.RECORDING_DAYS ?? 0;
  await inOneTrip(deps.sql)`
    select masking.keep_recording(
      call_id => ${callId}, accepted => true, recording_sid => ${recording.sid}, seconds => ${recording.seconds},
      expires_at => ${new Date(Date.now() + days * 86_400_000)})`;
  return null;
};
