import type { AuthUser } from "./auth_user.ts";
import { randomText } from "./random_text.ts";

/** A signed-in user with the refresh token that is good now. */
export type Session = { id: string; user: AuthUser; refreshToken: string };

/** Which of a user's sessions end (https://supabase.com/docs/guides/auth/signout). */
export type LogoutScope = "global" | "local" | "others";

/** The sessions of everybody who is signed in. */
export type Sessions = {
  start(user: AuthUser): Session;
  /** The session with a new refresh token; why not, when the token is no good. */
  refresh(token: string): Session | "refresh_token_not_found" | "refresh_token_already_used";
  find(id: string): Session | undefined;
  end(session: Session, scope: LogoutScope): void;
};

/** A client that lost the answer may send the token again, https://supabase.com/docs/guides/auth/sessions. */
const REUSE_WITHIN = 10_000;

/** Sessions in memory, with refresh tokens that are good once. */
export function createSessions(now: () => number = Date.now): Sessions {
  const sessions = new Map<string, Session>();
  const tokens = new Map<string, { sessionId: string; usedAt?: number }>();

  const issue = (session: Session) => {
    session.refreshToken = randomText(12);
    tokens.set(session.refreshToken, { sessionId: session.id });
    return session;
  };
  return {
    start(user) {
      const session = { id: crypto.randomUUID(), user, refreshToken: "" };
      sessions.set(session.id, session);
      return issue(session);
    },
    refresh(token) {
      const found = tokens.get(token);
      const session = found && sessions.get(found.sessionId);
      if (!found || !session) return "refresh_token_not_found";
      if (found.usedAt === undefined) {
        found.usedAt = now();
        return issue(session);
      }
      if (now() - found.usedAt <= REUSE_WITHIN) return session;
      sessions.delete(session.id);
      return "refresh_token_already_used";
    },
    find: (id) => sessions.get(id),
    end(session, scope) {
      for (const { id, user } of [...sessions.values()]) {
        const own = id === session.id;
        const ends = scope === "local" ? own : scope === "others" ? !own : true;
        if (user.id === session.user.id && ends) sessions.delete(id);
      }
    },
  };
}
