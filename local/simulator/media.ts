import type { Media, Message, PhoneMedia, State } from "./state.ts";
import { twilioError } from "./twilio_error.ts";

/** All media of a message together (docs: messaging/api/media-resource). */
const MAX_BYTES = 5 * 1024 * 1024;

/** Where the API has a file of a message. */
export function mediaUri({ accountSid }: State, message: Message, mediaSid: string): string {
  return `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}/Media/${mediaSid}`;
}

/** `GET …/Messages/{MM}/Media.json`, and `…/Media/{ME}`: whatever the file's own URL answers, redirects and all; and its `DELETE`. */
export async function messageMedia(
  state: State,
  method: string,
  message: Message | undefined,
  mediaSid: string | undefined,
): Promise<Response> {
  if (message && mediaSid === undefined) {
    return Response.json({
      media_list: message.media.filter(({ deleted }) => !deleted).map(({ sid, content_type }) => ({
        account_sid: state.accountSid,
        parent_sid: message.sid,
        sid,
        content_type,
        uri: `${mediaUri(state, message, sid)}.json`,
      })),
      next_page_uri: null,
    });
  }
  const media = message?.media.find(({ sid, deleted }) => sid === mediaSid && !deleted);
  if (!media) return twilioError(404, 20404, "The requested resource was not found");
  if (method === "DELETE") {
    media.deleted = true;
    return new Response(null, { status: 204 });
  }
  return await openMedia(state, media);
}

/** What a file's own URL answers, redirects and all. */
export async function openMedia(state: State, media: Media): Promise<Response> {
  const { status, headers, body } = await fetch(media.url, {
    redirect: "manual",
    signal: state.closing.signal,
  });
  const location = headers.get("location");
  return new Response(body, {
    status,
    headers: { "content-type": media.content_type, ...(location ? { location } : {}) },
  });
}

/** Fetches what a message offers, as it goes to the phone; null when the carrier can get or carry it not. */
export async function takeMedia(state: State, message: Message): Promise<PhoneMedia[] | null> {
  const taken: PhoneMedia[] = [];
  let room = MAX_BYTES;
  for (const { url } of message.media) {
    const response = await fetch(url, { signal: state.closing.signal }).catch(() => null);
    if (!response?.ok) {
      await response?.body?.cancel();
      return null;
    }
    const bytes = await response.bytes();
    room -= bytes.length;
    if (bytes.length === 0 || room < 0) return null;
    const content_type = response.headers.get("content-type") ?? "application/octet-stream";
    const id = crypto.randomUUID();
    state.pictures.set(id, { content_type, bytes });
    taken.push({ url: `${state.url}/simulator/pictures/${id}`, content_type, size: bytes.length });
  }
  return taken;
}
