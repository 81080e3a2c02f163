import { createClient } from "@supabase/supabase-js";
import { createRemoteJWKSet, jwtVerify } from "jose";
import assert from "node:assert/strict";
import { type ApiKeys, createApiKeys } from "./create_api_keys.ts";
import { createAuthHandler } from "./create_auth_handler.ts";
import { createSigningKey } from "./create_signing_key.ts";

const USER = {
  id: crypto.randomUUID(),
  email: "ana@example.com",
  password: crypto.randomUUID(),
  createdAt: new Date().toISOString(),
};

async function withAuth(test: (url: string, keys: ApiKeys) => Promise<void>) {
  const keys = createApiKeys();
  const signingKey = await createSigningKey();
  const ready = Promise.withResolvers<(request: Request) => Promise<Response>>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    async (request) => await (await ready.promise)(request),
  );
  const apiUrl = `http://127.0.0.1:${server.addr.port}`;
  ready.resolve(createAuthHandler({ apiUrl, keys, signingKey, users: [USER] }));
  try {
    await test(apiUrl, keys);
  } finally {
    await server.shutdown();
  }
}

const client = (url: string, key: string) =>
  createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });

Deno.test("createAuthHandler() signs in supabase-js with a token that the published key verifies", async () => {
  await withAuth(async (url, keys) => {
    const { data, error } = await client(url, keys.publishable).auth
      .signInWithPassword({ email: "Ana@Example.com", password: USER.password });
    assert.equal(error, null);
    assert.equal(data.user?.id, USER.id);
    const jwks = createRemoteJWKSet(new URL(`${url}/auth/v1/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(data.session?.access_token ?? "", jwks, {
      issuer: `${url}/auth/v1`,
      audience: "authenticated",
    });
    assert.equal(protectedHeader.alg, "ES256");
    assert.deepEqual([payload.sub, payload.role, payload.email, payload.aal], [
      USER.id,
      "authenticated",
      USER.email,
      "aal1",
    ]);
    assert.equal(payload.exp! - payload.iat!, 3_600);
    assert.match(String(payload.session_id), /^[0-9a-f-]{36}$/);
  });
});

Deno.test("createAuthHandler() refreshes, shows and ends a session of supabase-js", async () => {
  await withAuth(async (url, keys) => {
    const { auth } = client(url, keys.publishable);
    await auth.signInWithPassword({ email: USER.email, password: USER.password });
    const before = (await auth.getSession()).data.session;
    const { data, error } = await auth.refreshSession();
    assert.equal(error, null);
    assert.notEqual(data.session?.refresh_token, before?.refresh_token);
    assert.equal((await auth.getUser()).data.user?.email, USER.email);
    assert.equal((await auth.getClaims()).data?.claims.sub, USER.id);

    assert.equal((await auth.signOut()).error, null);
    const { error: gone } = await auth.getUser(data.session?.access_token);
    assert.equal(gone?.name, "AuthSessionMissingError");
    const { error: refused } = await auth.refreshSession({
      refresh_token: data.session?.refresh_token ?? "",
    });
    assert.equal(refused?.code, "refresh_token_not_found");
  });
});

Deno.test("createAuthHandler() refuses a wrong password as Supabase Auth does", async () => {
  await withAuth(async (url, keys) => {
    const { error } = await client(url, keys.publishable).auth
      .signInWithPassword({ email: USER.email, password: "wrong" });
    assert.deepEqual([error?.status, error?.code, error?.message], [
      400,
      "invalid_credentials",
      "Invalid login credentials",
    ]);
  });
});

Deno.test("createAuthHandler() wants an API key, and leaves key set and health open", async () => {
  await withAuth(async (url, keys) => {
    const signIn = async (apikey: string) => {
      const { error } = await client(url, apikey).auth
        .signInWithPassword({ email: USER.email, password: USER.password });
      return error?.status;
    };
    assert.equal(await signIn("sb_publishable_wrong"), 401);
    assert.equal(await signIn(keys.secret), undefined);
    for (const path of ["/auth/v1/health", "/auth/v1/.well-known/jwks.json"]) {
      const response = await fetch(url + path);
      assert.equal(response.status, 200);
      assert(!(await response.text()).includes('"d"'));
    }
    const bare = await fetch(`${url}/auth/v1/user`);
    assert.deepEqual([bare.status, (await bare.json()).error_code], [401, "no_apikey"]);
  });
});

Deno.test("createAuthHandler() refuses a token that it did not sign", async () => {
  await withAuth(async (url, keys) => {
    const { error } = await client(url, keys.publishable).auth.getUser("a.b.c");
    assert.equal(error?.code, "bad_jwt");
  });
});

Deno.test("createAuthHandler() lets pages of any origin call", async () => {
  await withAuth(async (url) => {
    const preflight = await fetch(`${url}/auth/v1/token?grant_type=password`, {
      method: "OPTIONS",
      headers: { "access-control-request-headers": "apikey,x-client-info" },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
    assert.equal(preflight.headers.get("access-control-allow-headers"), "apikey,x-client-info");
    const health = await fetch(`${url}/auth/v1/health`);
    assert.equal(health.headers.get("access-control-allow-origin"), "*");
    await health.body?.cancel();
  });
});
