import { jwtVerify } from "jose";
import { authError } from "./auth_error.ts";
import { type AuthUser, showUser } from "./auth_user.ts";
import type { ApiKeys } from "./create_api_keys.ts";
import { createSessions, type LogoutScope, type Session } from "./create_sessions.ts";
import type { SigningKey } from "./create_signing_key.ts";
import { ACCESS_TOKEN_SECONDS, signAccessToken } from "./sign_access_token.ts";
import { withCors } from "./with_cors.ts";

/** Whom the handler signs in, and with what. */
export type AuthOptions = {
  /** As `http://127.0.0.1:54321`; the issuer is `/auth/v1` below it. */
  apiUrl: string;
  keys: ApiKeys;
  signingKey: SigningKey;
  users: readonly AuthUser[];
};

/** The part of Supabase Auth that signing in by password needs, below `/auth/v1`. */
export function createAuthHandler(options: AuthOptions): (request: Request) => Promise<Response> {
  const { keys, signingKey, users } = options;
  const issuer = `${options.apiUrl}/auth/v1`;
  const sessions = createSessions();

  const grant = async (session: Session) => {
    const now = Math.floor(Date.now() / 1_000);
    return Response.json({
      access_token: await signAccessToken(signingKey, issuer, session.user, session.id, now),
      token_type: "bearer",
      expires_in: ACCESS_TOKEN_SECONDS,
      expires_at: now + ACCESS_TOKEN_SECONDS,
      refresh_token: session.refreshToken,
      user: showUser(session.user),
    }, { headers: { "cache-control": "no-store" } });
  };

  const token = async (request: Request, type: string | null) => {
    const body = await request.json().catch(() => undefined);
    if (body === null || typeof body !== "object") return authError(request, "bad_json");
    if (type === "password") {
      const user = users.find((user) =>
        user.email === String(body.email).toLowerCase() && user.password === body.password
      );
      return user ? await grant(sessions.start(user)) : authError(request, "invalid_credentials");
    }
    if (type === "refresh_token") {
      const session = sessions.refresh(String(body.refresh_token));
      return typeof session === "string" ? authError(request, session) : await grant(session);
    }
    return authError(request, "unsupported_grant_type");
  };

  const asUser = async (
    request: Request,
    answer: (session: Session) => Response,
  ) => {
    const bearer = /^bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (!bearer) return authError(request, "no_authorization");
    const verified = await jwtVerify(bearer, signingKey.publicKey, { audience: "authenticated" })
      .catch(() => undefined);
    if (!verified) return authError(request, "bad_jwt");
    const session = sessions.find(String(verified.payload.session_id));
    return session ? answer(session) : authError(request, "session_not_found");
  };

  return withCors(async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const route = `${request.method} ${pathname.replace(/^\/auth\/v1/, "")}`;
    if (route === "GET /.well-known/jwks.json") return Response.json(signingKey.jwks);
    if (route === "GET /health") {
      return Response.json({ name: "Maskline local auth", version: "local" });
    }

    const key = request.headers.get("apikey") ?? searchParams.get("apikey");
    if (!key) return authError(request, "no_apikey");
    if (key !== keys.publishable && key !== keys.secret) return authError(request, "bad_apikey");

    if (route === "POST /token") return await token(request, searchParams.get("grant_type"));
    if (route === "GET /user") {
      return await asUser(request, (session) => Response.json(showUser(session.user)));
    }
    if (route === "POST /logout") {
      const scope = (searchParams.get("scope") ?? "global") as LogoutScope;
      return await asUser(request, (session) => {
        sessions.end(session, scope);
        return new Response(null, { status: 204 });
      });
    }
    return authError(request, "not_found");
  });
}
