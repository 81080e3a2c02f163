import assert from "node:assert/strict";
import { generateKeyPair, importJWK, type JWTPayload, SignJWT } from "jose";
import { startTestStack } from "../support/test_stack.ts";

Deno.test("Callers", async (t) => {
  const stack = await startTestStack();
  const { status, call } = stack;
  const jwk = status.jwt_private_jwk;
  const userId = status.users[0]!.id;
  const now = Math.floor(Date.now() / 1000);
  const good: JWTPayload = {
    sub: userId,
    aud: "authenticated",
    role: "authenticated",
    iat: now,
    exp: now + 600,
  };

  const sign = async (claims: JWTPayload, header: Record<string, unknown> = {}, key?: CryptoKey) =>
    await new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: jwk.kid!, ...header })
      .sign(key ?? await importJWK(jwk, "ES256"));
  const without = (name: string) =>
    Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
  const base64url = (value: unknown) =>
    btoa(JSON.stringify(value)).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
  const list = async (headers: Record<string, string>) => {
    const response = await call("GET", "/masking/conversations", undefined, headers);
    const body = await response.json();
    return [response.status, body.code ?? "ok"];
  };

  try {
    await t.step("with a good token or a secret key are let in", async () => {
      assert.deepEqual(await list({ authorization: `Bearer ${await sign(good)}` }), [200, "ok"]);
      assert.deepEqual(await list({ apikey: status.secret_key }), [200, "ok"]);
      assert.deepEqual(
        await list({ apikey: status.publishable_key, authorization: `Bearer ${await sign(good)}` }),
        [200, "ok"],
      );
    });

    await t.step("with anything less are not", async () => {
      const { privateKey } = await generateKeyPair("ES256");
      const { kty, crv, x, y } = jwk;
      const publicKeyAsSecret = await crypto.subtle.importKey(
        "raw",
        new TextEncoder().encode(JSON.stringify({ kty, crv, x, y })),
        { name: "HMAC", hash: "SHA-256" },
        false,
        ["sign"],
      );
      const token = await sign(good);
      const bad: Record<string, string> = {
        "alg none": `${base64url({ alg: "none", kid: jwk.kid })}.${base64url(good)}.`,
        "another key": await sign(good, {}, privateKey),
        "an unknown kid": await sign(good, { kid: "another" }, privateKey),
        "HS256 by the public key": await sign(
          good,
          { alg: "HS256" },
          publicKeyAsSecret as CryptoKey,
        ),
        "expired": await sign({ ...good, exp: now - 60 }),
        "not valid yet": await sign({ ...good, nbf: now + 600 }),
        "without an end": await sign(without("exp")),
        "for another audience": await sign({ ...good, aud: "somewhere else" }),
        "for no audience": await sign(without("aud")),
        "of role anon": await sign({ ...good, role: "anon" }),
        "of role service_role": await sign({ ...good, role: "service_role" }),
        "for nobody": await sign(without("sub")),
        "for somebody who is no user": await sign({ ...good, sub: "admin" }),
        "changed": `${token.slice(0, -4)}AAAA`,
        "cut": token.split(".").slice(0, 2).join("."),
        "no token": "x",
      };
      for (const [name, jwt] of Object.entries(bad)) {
        assert.deepEqual(
          await list({ authorization: `Bearer ${jwt}` }),
          [401, "not_authenticated"],
          name,
        );
        // A bad token is refused even beside a good key.
        assert.equal(
          (await list({ authorization: `Bearer ${jwt}`, apikey: status.publishable_key }))[0],
          401,
          name,
        );
      }
      assert.deepEqual(await list({}), [401, "not_authenticated"]);
      assert.deepEqual(await list({ apikey: status.publishable_key }), [401, "not_authenticated"]);
      assert.deepEqual(await list({ apikey: "sb_secret_wrong" }), [401, "not_authenticated"]);
      assert.deepEqual(await list({ authorization: `Bearer ${status.secret_key}` }), [
        401,
        "not_authenticated",
      ]);
    });

    await t.step("are kept to what is theirs", async () => {
      const user = { authorization: `Bearer ${await sign(good)}` };
      for (
        const [method, path] of [
          ["GET", "/masking/pool"],
          ["GET", "/masking/pool/history"],
          ["GET", "/masking/failures"],
          ["GET", "/masking/opt-outs/counts"],
          ["POST", "/masking/pool/numbers"],
          [
            "POST",
            "/expire-conversations",
          ],
          ["GET", "/masking/keys"],
          ["POST", "/masking/keys/rotate"],
        ] as const
      ) {
        const response = await call(method, path, method === "POST" ? {} : undefined, user);
        assert.deepEqual([response.status, (await response.json()).code], [403, "forbidden"], path);
      }
      for (const path of ["/expire-conversations", "/masking/pool/numbers"]) {
        const response = await call("POST", path, {}, { apikey: status.publishable_key });
        assert.equal(response.status, 401);
        await response.body?.cancel();
      }
    });

    await t.step("who are users see and touch no conversation of others", async () => {
      const made = await stack.service("POST", "/masking/conversations", {
        participants: [{ phone: "+14155550151" }, { user_id: status.users[1]!.id }],
      });
      const { id } = await made.json();
      const user = { authorization: `Bearer ${await sign(good)}` };
      const requests: [string, string, unknown?][] = [
        ["GET", ""],
        ["PATCH", "", { status: "closed" }],
        ["DELETE", ""],
        ["GET", "/messages"],
        ["POST", "/messages", { body: "hi" }],
      ];
      for (const [method, path, body] of requests) {
        const response = await call(method, `/masking/conversations/${id}${path}`, body, user);
        assert.deepEqual([response.status, (await response.json()).code], [
          404,
          "conversation_not_found",
        ], `${method} ${path}`);
      }
    });

    await t.step(
      "who are users name others by user_id only, and are in it themselves",
      async () => {
        const user = { authorization: `Bearer ${await sign(good)}` };
        const create = async (participants: unknown) => {
          const response = await call("POST", "/masking/conversations", { participants }, user);
          return [response.status, (await response.json()).code];
        };
        const other = { user_id: status.users[1]!.id, proxy_number: status.pool[0]! };
        assert.equal((await create([{ user_id: userId }, other]))[1], "validation_failed");
        assert.deepEqual(await create([{ user_id: userId }, { phone: "+14155550151" }]), [
          400,
          "validation_failed",
        ]);
        assert.deepEqual(
          await create([{ user_id: status.users[1]!.id }, { user_id: crypto.randomUUID() }]),
          [403, "forbidden"],
        );
        assert.deepEqual(await create([{ user_id: userId }, { user_id: crypto.randomUUID() }]), [
          422,
          "phone_not_verified",
        ]);
        assert.deepEqual(await create([{ user_id: userId }, { user_id: userId }]), [
          400,
          "validation_failed",
        ]);
      },
    );
  } finally {
    await stack.stop();
  }
});
