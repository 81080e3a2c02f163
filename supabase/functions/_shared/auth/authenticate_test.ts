import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { AppError } from "../errors.ts";
import { authenticate } from "./authenticate.ts";
import type { Caller } from "./caller.ts";
import { createTestTokens } from "./test_tokens.ts";

const userId = "7e6a5b0c-1111-4222-8333-944455566677";
const tokens = await createTestTokens();
const settings = {
  SUPABASE_URL: "https://ref.supabase.co",
  SUPABASE_PUBLISHABLE_KEYS: { default: "sb_publishable_1" },
  SUPABASE_SECRET_KEYS: { default: "sb_secret_1", cron: "sb_secret_2" },
  SUPABASE_JWKS: { keys: [tokens.jwk as { kty: string }] },
};
const both = ["user", "service"] as const;

const ask = (
  headers: Record<string, string>,
  accepts: readonly Caller["kind"][] = both,
  changed: Partial<typeof settings> = {},
) =>
  authenticate(new Request("http://internal/x", { headers }), { ...settings, ...changed }, accepts);
const bearer = (token: string, more = {}) => ({ authorization: `Bearer ${token}`, ...more });

async function refused(answer: Promise<Caller>, code: string, what = code) {
  await assert.rejects(answer, (error) => {
    assert.ok(error instanceof AppError, `${what}: ${error}`);
    assert.equal(error.code, code, what);
    return true;
  }, what);
}

Deno.test("authenticate() takes a signed-in user's token", async () => {
  const token = await tokens.sign({ sub: userId });
  assert.deepEqual(await ask(bearer(token)), { kind: "user", userId });
});

Deno.test("authenticate() takes the publishable key beside a token for what it is", async () => {
  const token = await tokens.sign({ sub: userId });
  const caller = await ask(bearer(token, { apikey: "sb_publishable_1" }));
  assert.deepEqual(caller, { kind: "user", userId });
});

Deno.test("authenticate() knows a user by the id in lower case", async () => {
  const token = await tokens.sign({ sub: userId.toUpperCase() });
  assert.deepEqual(await ask(bearer(token)), { kind: "user", userId });
});

Deno.test("authenticate() takes a list of audiences that has ours", async () => {
  const token = await tokens.sign({ sub: userId, aud: ["other", "authenticated"] });
  assert.equal((await ask(bearer(token))).kind, "user");
});

Deno.test("authenticate() takes the service by any of its secret keys, and names it", async () => {
  assert.deepEqual(await ask({ apikey: "sb_secret_1" }), { kind: "service", keyName: "default" });
  assert.deepEqual(await ask({ apikey: "sb_secret_2" }), { kind: "service", keyName: "cron" });
});

Deno.test("authenticate() takes the service as supabase-js calls: with its key in both headers", async () => {
  const caller = await ask(bearer("sb_secret_1", { apikey: "sb_secret_1" }));
  assert.deepEqual(caller, { kind: "service", keyName: "default" });
});

Deno.test("authenticate() refuses claims that are no signed-in user's", async () => {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    "expired": { exp: now - 1 },
    "not yet valid": { nbf: now + 600 },
    "another audience": { aud: "other" },
    "no audience": { aud: undefined },
    "role anon": { role: "anon" },
    "role service_role": { role: "service_role" },
    "no role": { role: undefined },
    "no expiry": { exp: undefined },
    "an id that is none": { sub: "1 or 1=1" },
    "an id with more": { sub: `${userId}x` },
    "no id": { sub: undefined },
  };
  for (const [what, claim] of Object.entries(claims)) {
    await refused(ask(bearer(await tokens.sign(claim))), "not_authenticated", what);
  }
});

Deno.test("authenticate() refuses a token that another key signed, under whatever name", async () => {
  const foreign = await createTestTokens();
  const posing = await createTestTokens(tokens.jwk.kid);
  await refused(ask(bearer(await foreign.sign())), "not_authenticated");
  await refused(ask(bearer(await posing.sign())), "not_authenticated");
});

Deno.test("authenticate() finds the key that a token names, and guesses none", async () => {
  const other = await createTestTokens();
  const keys = [tokens.jwk, other.jwk] as { kty: string }[];
  const two = { SUPABASE_JWKS: { keys } };
  assert.equal((await ask(bearer(await tokens.sign()), both, two)).kind, "user");
  assert.equal((await ask(bearer(await other.sign()), both, two)).kind, "user");
  const nameless = await tokens.sign({}, { kid: null });
  await refused(ask(bearer(nameless), both, two), "not_authenticated");
  await refused(ask(bearer(nameless)), "not_authenticated");
});

Deno.test("authenticate() refuses a token without a signature", async () => {
  const token = await tokens.sign({ sub: userId });
  const [, payload, signature] = token.split(".");
  for (const alg of ["none", "None", "NONE"]) {
    const header = btoa(JSON.stringify({ alg, typ: "JWT" })).replaceAll("=", "");
    await refused(ask(bearer(`${header}.${payload}.`)), "not_authenticated", alg);
    await refused(ask(bearer(`${header}.${payload}.${signature}`)), "not_authenticated", alg);
  }
  await refused(ask(bearer(token.slice(0, token.lastIndexOf(".") + 1))), "not_authenticated");
});

Deno.test("authenticate() refuses HS256 under the public key", async () => {
  const { crv, kty, x, y } = tokens.jwk;
  const secrets = [JSON.stringify(tokens.jwk), JSON.stringify({ crv, kty, x, y }), x!];
  for (const secret of secrets) {
    const token = await new SignJWT({ aud: "authenticated", role: "authenticated", sub: userId })
      .setProtectedHeader({ alg: "HS256", kid: tokens.jwk.kid }).setExpirationTime("1h")
      .sign(new TextEncoder().encode(secret));
    await refused(ask(bearer(token)), "not_authenticated");
  }
});

Deno.test("authenticate() refuses claims that were changed after the signature", async () => {
  const [header, payload, signature] = (await tokens.sign({ sub: userId })).split(".");
  const claims = JSON.parse(atob(payload!.replaceAll("-", "+").replaceAll("_", "/")));
  const changed = btoa(JSON.stringify({ ...claims, sub: crypto.randomUUID() }))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  await refused(ask(bearer(`${header}.${changed}.${signature}`)), "not_authenticated");
});

Deno.test("authenticate() refuses what is no credential", async () => {
  const token = await tokens.sign();
  const requests: Record<string, string>[] = [
    {},
    { authorization: "" },
    bearer(""),
    bearer("x"),
    bearer("a.b.c"),
    { authorization: token },
    { authorization: `Basic ${token}` },
    { apikey: "" },
    { apikey: token },
    { "x-api-key": "sb_secret_1" },
  ];
  for (const headers of requests) {
    await refused(ask(headers), "not_authenticated", JSON.stringify(headers).slice(0, 40));
  }
});

Deno.test("authenticate() refuses every key but the whole secret one on apikey", async () => {
  const requests: Record<string, string>[] = [
    { apikey: "sb_publishable_1" },
    { apikey: "sb_secret_3" },
    { apikey: "sb_secret_" },
    { apikey: "SB_SECRET_1" },
    { apikey: "default" },
    bearer("sb_secret_1"),
    bearer("sb_secret_1", { apikey: "sb_publishable_1" }),
  ];
  for (const headers of requests) {
    await refused(ask(headers), "not_authenticated", JSON.stringify(headers));
  }
});

Deno.test("authenticate() does not forgive a bad token for the sake of a good key", async () => {
  await refused(ask(bearer("a.b.c", { apikey: "sb_secret_1" })), "not_authenticated");
});

Deno.test("authenticate() keeps callers of one kind out of the other's routes", async () => {
  const token = await tokens.sign({ sub: userId });
  await refused(ask(bearer(token), ["service"]), "forbidden");
  await refused(ask({ apikey: "sb_secret_1" }, ["user"]), "forbidden");
  await refused(ask({}, ["service"]), "not_authenticated");
});

Deno.test("authenticate() names the scheme that it wants", async () => {
  await assert.rejects(
    ask({}),
    (error) => (error as AppError).extras.headers?.["www-authenticate"] === "Bearer",
  );
});
