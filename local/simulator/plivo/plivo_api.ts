import type { State } from "../state.ts";
import { createPlivoMessage } from "./create_message.ts";
import { listPlivoMessages } from "./list_messages.ts";
import { plivoMessageMedia } from "./media.ts";
import { plivoMessageJson } from "./message_json.ts";
import { plivoError } from "./plivo_error.ts";

const PATH = /^\/v1\/Account\/([^/]+)\/(?:(Message)\/(?:([^/]+)\/(Media\/)?)?)?$/;

/** The part of Plivo's REST API that is used, with its Basic authentication. */
export async function plivoApi(state: State, request: Request): Promise<Response> {
  const { authId, authToken } = state.plivo ?? {};
  if (request.headers.get("authorization") !== `Basic ${btoa(`${authId}:${authToken}`)}`) {
    return plivoError(401, "authentication failed");
  }
  const url = new URL(request.url);
  const [, account, collection, uuid, media] = PATH.exec(url.pathname) ?? [];
  if (account !== authId) return plivoError(404, "not found");
  if (!collection) {
    return Response.json({
      account_type: "standard",
      api_id: crypto.randomUUID(),
      auth_id: authId,
      name: "Simulated account",
      resource_uri: `/v1/Account/${authId}/`,
    });
  }
  const message = uuid === undefined ? undefined : state.messages.get(uuid);
  if (media !== undefined) {
    return message
      ? plivoMessageMedia(state, request.method, message)
      : plivoError(404, "not found");
  }
  switch (`${request.method} ${uuid === undefined ? "messages" : "message"}`) {
    case "POST messages":
      return await createPlivoMessage(state, await request.json());
    case "GET messages":
      return listPlivoMessages(state, url.searchParams);
    case "GET message":
      return message
        ? Response.json({ api_id: crypto.randomUUID(), ...plivoMessageJson(state, message) })
        : plivoError(404, "not found");
    default:
      return plivoError(405, "method not allowed");
  }
}
