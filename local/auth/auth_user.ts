/** Somebody who can sign in to the local stack. */
export type AuthUser = { id: string; email: string; password: string; createdAt: string };

/** The user as Supabase Auth shows it (https://supabase.com/docs/reference/javascript/auth-getuser). */
export function showUser(user: AuthUser) {
  return {
    id: user.id,
    aud: "authenticated",
    role: "authenticated",
    email: user.email,
    email_confirmed_at: user.createdAt,
    confirmed_at: user.createdAt,
    phone: "",
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: {},
    identities: [],
    created_at: user.createdAt,
    updated_at: user.createdAt,
    is_anonymous: false,
  };
}
