import { verifyAuth } from "@supabase/server/core";
import { AppError } from "../errors.ts";
import type { Caller } from "./caller.ts";

/** What the check needs of the settings. */
export type AuthSettings = {
  SUPABASE_URL: string;
  SUPABASE_PUBLISHABLE_KEYS: Record<string, string>;
  SUPABASE_SECRET_KEYS: Record<string, string>;
  SUPABASE_JWKS?: { keys: { kty: string }[] } | undefined;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A user by JWT against the JWKS, or the service by secret key on `apikey`. Throws `not_authenticated` for anything less, `forbidden`
 * for a caller of a kind that is not in `accepts`.
 */
export async function authenticate(
  request: Request,
  settings: AuthSettings,
  accepts: readonly Caller["kind"][],
): Promise<Caller> {
  const { data, error } = await verifyAuth(request, {
    auth: ["user", "secret:*"],
    audience: "authenticated",
    env: {
      url: settings.SUPABASE_URL,
      publishableKeys: settings.SUPABASE_PUBLISHABLE_KEYS,
      secretKeys: settings.SUPABASE_SECRET_KEYS,
      ...(settings.SUPABASE_JWKS ? { jwks: settings.SUPABASE_JWKS } : {}),
    },
  });
  if (error && error.status >= 500) throw error;
  if (error) throw notAuthenticated(error);

  const caller = data.authMode === "secret"
    ? { kind: "service" as const, keyName: data.keyName ?? "default" }
    : toUser(data.jwtClaims ?? {});
  if (!accepts.includes(caller.kind)) {
    throw new AppError("forbidden", `Call this route: it takes a ${accepts.join(" or a ")} only`);
  }
  return caller;
}

// verifyAuth proves who signed the token; whether it is a signed-in user's and ends one day is ours to ask.
function toUser(claims: { sub?: unknown; role?: unknown; exp?: unknown }): Caller {
  const { sub, role, exp } = claims;
  if (
    role !== "authenticated" || typeof exp !== "number" || typeof sub !== "string" ||
    !UUID.test(sub)
  ) {
    throw notAuthenticated();
  }
  return { kind: "user", userId: sub.toLowerCase() };
}

function notAuthenticated(cause?: unknown): AppError {
  return new AppError(
    "not_authenticated",
    "Authenticate: send a signed-in user's JWT as Authorization: Bearer, or a secret key as apikey",
    { headers: { "www-authenticate": "Bearer" }, ...(cause === undefined ? {} : { cause }) },
  );
}
