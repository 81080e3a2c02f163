import type { CarrierWebhook } from "../_shared/carrier/carrier.ts";
import type { Deps } from "../_shared/deps.ts";
import { toPublicError } from "../_shared/http/problem.ts";
import { pathAndQuery } from "../_shared/http/path_and_query.ts";
import { readBody } from "../_shared/http/read_body.ts";
import { requestId } from "../_shared/http/request_id.ts";
import { takeText } from "../_shared/routing/take_text.ts";
import { receiveStatus } from "./receive_status.ts";

/** `POST /sms-webhook` (an inbound text) and `POST /sms-webhook/status?forward=<id>` (a status callback), both from the carrier. */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const started = performance.now();
    const id = requestId(request);
    const route = /^\/sms-webhook(\/status)?\/?(?:\?|$)/.exec(pathAndQuery(request.url));
    const response = !route
      ? new Response(null, { status: 404 })
      : request.method !== "POST"
      ? new Response(null, { status: 405, headers: { allow: "POST" } })
      : await answer(deps, request, route[1] === undefined ? "text" : "status", id);
    response.headers.set("x-request-id", id);
    deps.log("request", {
      request_id: id,
      method: request.method,
      route: route ? `/sms-webhook${route[1] ?? ""}` : "none",
      status: response.status,
      duration_ms: Math.round(performance.now() - started),
    });
    return response;
  };
}

async function answer(
  deps: Deps,
  request: Request,
  expected: CarrierWebhook["kind"],
  requestId: string,
): Promise<Response> {
  try {
    const body = await readBody(request).catch(() => null);
    const webhook = body === null ? null : await deps.carrier.readWebhook({
      // Never request.url: behind the platform's gateway it is not the URL that the carrier called and signed.
      url: deps.publicFunctionsUrl + pathAndQuery(request.url),
      signature: request.headers.get("x-twilio-signature"),
      body,
    });
    if (webhook?.kind !== expected) return new Response(null, { status: 403 });
    if (webhook.kind === "status") {
      const forwardId = new URL(request.url).searchParams.get("forward");
      return await receiveStatus(deps, webhook, forwardId, requestId);
    }
    await takeText(deps, webhook, requestId);
    // text/plain would be texted to the sender (Twilio docs: messaging/twiml).
    return new Response("<Response/>", { headers: { "content-type": "text/xml; charset=utf-8" } });
  } catch (error) {
    // Nothing was written, or all of it was: the carrier may call again.
    deps.log("failure", { request_id: requestId, code: toPublicError(error).code, error });
    return new Response(null, { status: 500 });
  }
}
