import { pause, type State } from "../state.ts";
import { signUrl } from "./sign_url.ts";

/** Plivo waits 60, 120 and 240 seconds before it calls again (support article 360041344652); nobody here has the time. */
const PAUSES_MILLISECONDS = [60, 120, 240];
const TIMEOUT_MILLISECONDS = 8_000;

/** Posts a signed form as Plivo does, again until it is answered 200; the HTTP status of every try (0: none). */
export async function postPlivo(
  state: State,
  url: string,
  params: [string, string][],
): Promise<number[]> {
  const statuses: number[] = [];
  for (const wait of [0, ...PAUSES_MILLISECONDS]) {
    await pause(state, wait);
    if (state.closing.signal.aborted) break;
    const nonce = String(crypto.getRandomValues(new BigUint64Array(1))[0]).padStart(20, "0");
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "user-agent": "Plivo",
          "x-plivo-signature-v2": signUrl(state.plivo!.authToken, url, nonce),
          "x-plivo-signature-v2-nonce": nonce,
        },
        body: new URLSearchParams(params),
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MILLISECONDS), state.closing.signal]),
      });
      await response.body?.cancel();
      statuses.push(response.status);
    } catch {
      statuses.push(0);
    }
    if (statuses.at(-1) === 200) break;
  }
  return statuses;
}
