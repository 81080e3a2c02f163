import { openMedia } from "../media.ts";
import type { Media, Message, State } from "../state.ts";
import { isPlivos } from "./is_plivos.ts";
import { plivoError } from "./plivo_error.ts";

const PATH = /^\/Account\/([^/]+)\/Media\/([^/]+)$/;

/** Where Plivo has a file (docs: messaging/api/media), for anybody who knows the address. */
export function plivoMediaUrl(state: State, { sid }: Media): string {
  return `${state.url}/Account/${state.plivo!.authId}/Media/${sid}`;
}

/** `GET /Account/{auth_id}/Media/{media_id}` of the media host. */
export async function plivoMedia(state: State, request: Request): Promise<Response> {
  const [, account, id] = PATH.exec(new URL(request.url).pathname) ?? [];
  const media = account !== state.plivo?.authId ? undefined : [...state.messages.values()]
    .filter((message) => isPlivos(state, message))
    .flatMap((message) => message.media)
    .find(({ sid, deleted }) => sid === id && !deleted);
  return media ? await openMedia(state, media) : new Response(null, { status: 404 });
}

/** `GET` and `DELETE …/Message/{uuid}/Media/` (plivo/plivo-java, PlivoAPIService). */
export function plivoMessageMedia(state: State, method: string, message: Message): Response {
  if (method === "DELETE") {
    for (const media of message.media) media.deleted = true;
    return new Response(null, { status: 204 });
  }
  if (method !== "GET") return plivoError(405, "method not allowed");
  return Response.json({
    api_id: crypto.randomUUID(),
    objects: message.media.filter(({ deleted }) => !deleted).map((media) => ({
      content_type: media.content_type,
      file_name: media.sid,
      media_id: media.sid,
      media_url: plivoMediaUrl(state, media),
      message_uuid: message.sid,
      size: 0,
      upload_time: message.createdAt.toISOString(),
    })),
  });
}
