/** How a webhook is called: Twilio's connection overrides in the URL's fragment (docs: usage/webhooks/webhooks-connection-overrides). */
export type ConnectionOverrides = {
  url: string;
  retries: number;
  retryOn: Set<string>;
  readMilliseconds: number;
  totalMilliseconds: number;
};

/** Splits the fragment off: it is neither sent nor signed. */
export function connectionOverrides(webhookUrl: string): ConnectionOverrides {
  const [url = "", fragment = ""] = webhookUrl.split("#", 2);
  const set = new URLSearchParams(fragment);
  const number = (name: string, fallback: number, low: number, high: number) => {
    const value = Number(set.get(name) ?? fallback);
    return Number.isFinite(value) ? Math.min(Math.max(value, low), high) : fallback;
  };
  return {
    url,
    retries: number("rc", 1, 0, 5),
    retryOn: new Set((set.get("rp") ?? "ct").split(",")),
    readMilliseconds: number("rt", 15_000, 100, 15_000),
    totalMilliseconds: number("tt", 15_000, 100, 15_000),
  };
}

/** Whether an answer (0: none) is one that the policy repeats. */
export function shouldRetry(
  overrides: ConnectionOverrides,
  status: number,
  timedOut: boolean,
): boolean {
  const { retryOn } = overrides;
  const kind = timedOut
    ? "rt"
    : status === 0
    ? "ct"
    : status >= 500
    ? "5xx"
    : status >= 400
    ? "4xx"
    : null;
  return kind !== null && (retryOn.has("all") || retryOn.has(kind));
}
