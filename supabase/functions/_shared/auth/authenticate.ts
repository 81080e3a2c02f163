import { timingSafeEqual } from "hono/utils/buffer";
import { AppError } from "../errors.ts";
import type { Caller } from "./caller.ts";

/** What the check needs of the settings. */
export type AuthSettings = {
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
  const token = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  // supabase-js sends its API key in both headers as long as nobody is signed in.
  const caller = token && !token.startsWith("sb_")
    ? await toUser(token, settings.SUPABASE_JWKS)
    : await toService(request.headers.get("apikey") ?? "", settings.SUPABASE_SECRET_KEYS);
  if (!accepts.includes(caller.kind)) {
    throw new AppError("forbidden", `Call this route: it takes a ${accepts.join(" or a ")} only`);
  }
  return caller;
}

/** A signature proves who made the token; that it is a signed-in user's and ends one day is asked as well. */
async function toUser(token: string, jwks: AuthSettings["SUPABASE_JWKS"]): Promise<Caller> {
  if (!jwks) throw notAuthenticated();
  // Most who call are the app's backend or cron, and need none of it.
  const { verifyToken } = await import("./verify_token.ts");
  const { payload, protectedHeader } = await verifyToken(token, jwks).catch((error) => {
    throw notAuthenticated(error);
  });
  const { sub, role } = payload;
  if (!protectedHeader.kid || role !== "authenticated" || !sub || !UUID.test(sub)) {
    throw notAuthenticated();
  }
  return { kind: "user", userId: sub.toLowerCase() };
}

async function toService(apikey: string, secretKeys: Record<string, string>): Promise<Caller> {
  if (apikey !== "") {
    for (const [keyName, secretKey] of Object.entries(secretKeys)) {
      if (await timingSafeEqual(apikey, secretKey)) return { kind: "service", keyName };
    }
  }
  throw notAuthenticated();
}

function notAuthenticated(cause?: unknown): AppError {
  return new AppError(
    "not_authenticated",
    "Authenticate: send a signed-in user's JWT as Authorization: Bearer, or a secret key as apikey",
    { headers: { "www-authenticate": "Bearer" }, ...(cause === undefined ? {} : { cause }) },
  );
}
