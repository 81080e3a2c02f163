import { until } from "../process/until.ts";
import { type Answer, callFunctions } from "./call_functions.ts";
import { type Finding, ok, wrong } from "./finding.ts";

const FINAL = ["delivered", "undelivered", "failed", "suppressed"];

type Forward = { status: string; recipient_participant_id: string };

/**
 * Has a text sent to oneself as every text goes: through a conversation of one that is made for it, from a pool number, with the carrier's status
 * coming back. Closes the conversation in any case.
 */
export async function checkText(
  service: { functionsUrl: string; secretKey: string },
  number: string,
  options: { signal?: AbortSignal; patienceMilliseconds?: number } = {},
): Promise<Finding> {
  const call = (method: string, path: string, body?: unknown) =>
    callFunctions(service.functionsUrl, method, `/masking/conversations${path}`, {
      headers: { apikey: service.secretKey, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const what = "test text";
  const made = await call("POST", "", {
    participants: [{ phone: number }],
    geo_match: "any",
    expires_in: 3_600,
  });
  if (made.status !== 201) {
    return wrong(`${what}: no conversation could be made (${codeOf(made)})`, "see docs/errors.md");
  }
  const { id, masked_number } = made.body as { id: string; masked_number: string };
  try {
    const posted = await call("POST", `/${id}/messages`, { body: "Maskline can reach you." });
    if (posted.status !== 201) {
      return wrong(`${what} was not taken (${codeOf(posted)})`, "see docs/errors.md");
    }
    let status = "queued";
    await until("the text is delivered", async () => {
      options.signal?.throwIfAborted();
      const { body } = await call("GET", `/${id}/messages?limit=1`);
      const [message] = body?.messages as { forwards: Forward[] }[];
      status = message?.forwards[0]?.status ?? status;
      return FINAL.includes(status);
    }, options.patienceMilliseconds ?? 90_000).catch((error) => {
      if (options.signal?.aborted) throw error;
    });
    return describe(what, status, masked_number);
  } finally {
    await call("DELETE", `/${id}`);
  }
}

function describe(what: string, status: string, from: string): Finding {
  if (status === "delivered") return ok(`${what} from ${from} was delivered`);
  if (status === "sent") {
    return wrong(
      `${what} from ${from} was sent, but no status came back`,
      "does the carrier reach PUBLIC_FUNCTIONS_URL? Some carriers of phones report nothing",
    );
  }
  return wrong(
    `${what} from ${from} is ${status}`,
    "see carrier_code in the log, and the carrier's console",
  );
}

function codeOf({ status, body }: Answer): string {
  return typeof body?.code === "string" ? body.code : String(status);
}
