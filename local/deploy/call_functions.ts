/** What a function, or the platform in front of it, answered; `body` where it is a JSON object. */
export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown> | undefined;
};

/** One request to a path under the base of the functions, given up after ten seconds. Throws where nothing answers. */
export async function callFunctions(
  functionsUrl: string,
  method: string,
  path: string,
  request: { headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${functionsUrl}${path}`, {
    method,
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
    headers: request.headers ?? {},
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const text = await response.text();
  let body: Answer["body"];
  try {
    const parsed = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) body = parsed;
  } catch {
    // No JSON: the webhooks answer with nothing.
  }
  return { status: response.status, headers: response.headers, text, body };
}
