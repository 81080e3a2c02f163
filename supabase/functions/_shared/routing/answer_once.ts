import { providerOf } from "../carrier/provider_of.ts";
import { statusUrl } from "../carrier/status_url.ts";
import { stopTexting } from "../delivery/stop_texting.ts";
import type { Deps } from "../deps.ts";
import type { E164 } from "../phone/e164.ts";

/** Answers a text. At most once: it is not worth a second try, let alone a second text. */
export async function answerOnce(
  deps: Deps,
  text: { sid: string; from: string; to: string },
  body: string,
  requestId: string,
): Promise<void> {
  const provider = providerOf(text.sid);
  const carrier = await deps.carriers.get(provider);
  const result = await carrier.send({
    to: text.from,
    from: text.to,
    body,
    statusCallback: statusUrl(deps.publicFunctionsUrl, provider),
  });
  deps.log("automatic_answer", {
    request_id: requestId,
    outcome: result.kind,
    carrier_code: result.kind === "accepted" ? null : result.code,
  });
  if (result.kind === "refused" && result.optedOut) {
    await stopTexting(deps, text.from as E164, requestId);
  }
}
