const ID = "[0-9a-f-]{36}";
const MAY = new RegExp(
  `^(POST /masking/conversations|(GET|PATCH|DELETE) /masking/conversations/${ID}|` +
    `DELETE /masking/conversations/${ID}/block|POST /expire-conversations)$`,
);

/** Plays the app's backend: it alone has the secret key, and does for the page the few things that need it. */
export async function callBackend(
  apiUrl: string,
  secretKey: string,
  request: Request,
): Promise<Response> {
  const path = new URL(request.url).pathname.slice("/backend".length);
  if (!MAY.test(`${request.method} ${path}`)) {
    return Response.json({ message: "Call the backend: there is no such route" }, { status: 404 });
  }
  const { status, headers, body } = await fetch(`${apiUrl}/functions/v1${path}`, {
    method: request.method,
    headers: { apikey: secretKey, "content-type": "application/json" },
    ...(request.body ? { body: await request.bytes() } : {}),
  });
  return new Response(body, {
    status,
    headers: { "content-type": headers.get("content-type") ?? "application/json" },
  });
}
