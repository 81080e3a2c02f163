import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { uuid } from "../_shared/conversation/schema.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readParam } from "../_shared/http/read_param.ts";
import { recordingLink } from "../_shared/voice/recording_link.ts";

type Recording = { leg_id: string; seconds: number | null; expires_at: string };

/** `GET /masking/conversations/{id}/calls/{call_id}/recording` (service) → 200 with a link to the talk or the voicemail, which expires with it. */
export function getRecording(deps: Deps): Handler {
  return async (context) => {
    const actor = callerKey(await authenticate(context.req.raw, deps.env, ["service"]));
    const id = readParam(context, "id", uuid);
    const callId = readParam(context, "call_id", uuid);
    const [row] = await deps.sql<{ recording: Recording }[]>`
      select masking.find_recording(
        actor => ${actor}, conversation_id => ${id}, call_id => ${callId}) as recording`;
    const { leg_id, seconds, expires_at } = row!.recording;
    context.header("cache-control", "no-store");
    return context.json({ url: await recordingLink(deps, leg_id), seconds, expires_at });
  };
}
