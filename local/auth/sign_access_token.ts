import { SignJWT } from "jose";
import type { AuthUser } from "./auth_user.ts";
import type { SigningKey } from "./create_signing_key.ts";

/** Seconds for which an access token is good, as a new Supabase project's. */
export const ACCESS_TOKEN_SECONDS = 3_600;

/** A token with the claims of Supabase Auth (https://supabase.com/docs/guides/auth/jwt-fields); `now` in seconds. */
export async function signAccessToken(
  key: SigningKey,
  issuer: string,
  user: AuthUser,
  sessionId: string,
  now: number,
): Promise<string> {
  return await new SignJWT({
    role: "authenticated",
    email: user.email,
    phone: "",
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: {},
    aal: "aal1",
    amr: [{ method: "password", timestamp: now }],
    session_id: sessionId,
    is_anonymous: false,
  })
    .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: key.kid })
    .setIssuer(issuer)
    .setSubject(user.id)
    .setAudience("authenticated")
    .setIssuedAt(now)
    .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
    .sign(key.privateKey);
}
