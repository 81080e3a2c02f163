/** Hands a request on to the simulator's control API, so that the page needs no other origin for it. */
export async function callSimulator(simulatorUrl: string, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const { status, headers, body } = await fetch(`${simulatorUrl}${pathname}${search}`, {
    method: request.method,
    ...(request.body ? { body: await request.bytes() } : {}),
  });
  return new Response(body, {
    status,
    headers: { "content-type": headers.get("content-type") ?? "application/json" },
  });
}
