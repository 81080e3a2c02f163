const SENTENCES = {
  no_apikey: [401, "No API key found in request"],
  bad_apikey: [401, "Invalid API key"],
  bad_json: [400, "Could not parse request body as JSON"],
  invalid_credentials: [400, "Invalid login credentials"],
  unsupported_grant_type: [400, "unsupported_grant_type"],
  refresh_token_not_found: [400, "Invalid Refresh Token: Refresh Token Not Found"],
  refresh_token_already_used: [400, "Invalid Refresh Token: Already Used"],
  no_authorization: [401, "This endpoint requires a valid Bearer token"],
  bad_jwt: [403, "invalid JWT"],
  session_not_found: [403, "Session from session_id claim in JWT does not exist"],
  not_found: [404, "The local stack has no such auth endpoint"],
} as const satisfies Record<string, readonly [number, string]>;

/** The `code` of an error, as supabase-js shows it. */
export type AuthErrorCode = keyof typeof SENTENCES;

/** An error as Supabase Auth answers it, in the form of the API version that the client asks for. */
export function authError(request: Request, code: AuthErrorCode): Response {
  const [status, message] = SENTENCES[code];
  const version = request.headers.get("x-supabase-api-version");
  return version === null
    ? Response.json({ code: status, error_code: code, msg: message }, { status })
    : Response.json({ code, message }, { status, headers: { "x-supabase-api-version": version } });
}
