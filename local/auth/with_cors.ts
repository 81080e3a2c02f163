/** Lets pages of any origin call: answers their preflights, and marks every other answer. */
export function withCors(
  handler: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === "OPTIONS") {
      return new Response(null, {
        status: 204,
        headers: {
          "access-control-allow-origin": "*",
          "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS",
          "access-control-allow-headers": request.headers.get("access-control-request-headers") ??
            "*",
          "access-control-max-age": "3600",
        },
      });
    }
    const response = await handler(request);
    response.headers.set("access-control-allow-origin", "*");
    response.headers.set("access-control-expose-headers", "x-supabase-api-version");
    return response;
  };
}
