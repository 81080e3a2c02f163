import type { Deps } from "../_shared/deps.ts";
import { toPublicError } from "../_shared/http/problem.ts";
import { opensVoicemail } from "../_shared/voice/voicemail_key.ts";
import { spokenTexts } from "./spoken_texts.ts";

/** The audio behind a link that a text brought. Expired, unknown and wrong links are answered alike. */
export async function playVoicemail(
  deps: Deps,
  callId: string | null,
  query: URLSearchParams,
  requestId: string,
): Promise<Response> {
  const key = query.get("key");
  const format = query.get("format") === "wav" ? "wav" : "mp3";
  try {
    if (callId === null || key === null) return gone(deps);
    if (!await opensVoicemail(await deps.keys(), callId, key)) return gone(deps);
    const [row] = await deps.sql<{ sid: string | null }[]>`
      select masking.open_voicemail(call_id => ${callId}) as sid`;
    const audio = row?.sid ? await (await deps.voice()).fetchRecording(row.sid, format) : null;
    if (!audio) return gone(deps);
    // Of the carrier's headers none: they name the account.
    return new Response(audio.body, {
      headers: {
        "content-type": audio.headers.get("content-type") ?? "audio/mpeg",
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex",
      },
    });
  } catch (error) {
    deps.log("failure", { request_id: requestId, code: toPublicError(error).code, error });
    const { voicemailLater } = spokenTexts(deps.env.VOICE_LANGUAGE);
    return new Response(voicemailLater, { status: 503, headers: { "retry-after": "10" } });
  }
}

/** In the setting's language: an answer in the conversation's would say that there was one. */
function gone(deps: Deps): Response {
  return new Response(spokenTexts(deps.env.VOICE_LANGUAGE).voicemailGone, { status: 404 });
}
