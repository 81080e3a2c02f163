import type { CarrierWebhook } from "../_shared/carrier/carrier.ts";
import type { Provider } from "../_shared/carrier/provider.ts";
import type { Deps } from "../_shared/deps.ts";
import { toPublicError } from "../_shared/http/problem.ts";
import { pathAndQuery } from "../_shared/http/path_and_query.ts";
import { readBody } from "../_shared/http/read_body.ts";
import { requestId } from "../_shared/http/request_id.ts";
import { takeText } from "../_shared/routing/take_text.ts";
import { receiveStatus } from "./receive_status.ts";

type Route = { provider: Provider; expected: CarrierWebhook["kind"] };

/** What the carriers post, by path. */
export const ROUTES: Record<string, Route> = {
  "": { provider: "twilio", expected: "text" },
  "/status": { provider: "twilio", expected: "status" },
  "/plivo": { provider: "plivo", expected: "text" },
  "/plivo/status": { provider: "plivo", expected: "status" },
};

/** What a carrier reads. Twilio would text text/plain to the sender (docs: messaging/twiml); Plivo wants a 200 and its own type (docs: messaging/xml). */
const ANSWERS: Record<Provider, { type: string; statusTaken: number }> = {
  twilio: { type: "text/xml; charset=utf-8", statusTaken: 204 },
  plivo: { type: "application/xml; charset=utf-8", statusTaken: 200 },
};

/**
 * `POST /sms-webhook` (an inbound text) and `POST /sms-webhook/status?forward=<id>` (a status callback), both from Twilio; below
 * `/sms-webhook/plivo` the same from Plivo, where it is configured.
 */
export function createHandler(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const started = performance.now();
    const id = requestId(request);
    const path = readPath(deps, request.url);
    const response = path === null
      ? new Response(null, { status: 404 })
      : request.method !== "POST"
      ? new Response(null, { status: 405, headers: { allow: "POST" } })
      : await answer(deps, request, ROUTES[path]!, id);
    response.headers.set("x-request-id", id);
    deps.log("request", {
      request_id: id,
      method: request.method,
      route: path === null ? "none" : `/sms-webhook${path}`,
      status: response.status,
      duration_ms: Math.round(performance.now() - started),
    });
    return response;
  };
}

/** The path below the function's name, where there is something to answer. */
function readPath(deps: Deps, url: string): string | null {
  const path = /^\/sms-webhook((?:\/[a-z]+)*)\/?(?:\?|$)/.exec(pathAndQuery(url))?.[1];
  if (path === undefined || !Object.hasOwn(ROUTES, path)) return null;
  return deps.carriers.configured.includes(ROUTES[path]!.provider) ? path : null;
}

async function answer(
  deps: Deps,
  request: Request,
  { provider, expected }: Route,
  requestId: string,
): Promise<Response> {
  try {
    const [body, carrier] = await Promise.all([
      readBody(request).catch(() => null),
      deps.carriers.get(provider),
    ]);
    const webhook = body === null ? null : await carrier.readWebhook({
      // Never request.url: behind the platform's gateway it is not the URL that the carrier called and signed.
      url: deps.publicFunctionsUrl + pathAndQuery(request.url),
      headers: request.headers,
      body,
    });
    if (webhook?.kind !== expected) return new Response(null, { status: 403 });
    if (webhook.kind === "status") {
      const forwardId = new URL(request.url).searchParams.get("forward");
      await receiveStatus(deps, webhook, forwardId, requestId);
      return new Response(null, { status: ANSWERS[provider].statusTaken });
    }
    await takeText(deps, webhook, requestId);
    return new Response("<Response/>", { headers: { "content-type": ANSWERS[provider].type } });
  } catch (error) {
    // Nothing was written, or all of it was: the carrier may call again.
    deps.log("failure", { request_id: requestId, code: toPublicError(error).code, error });
    return new Response(null, { status: 500 });
  }
}
