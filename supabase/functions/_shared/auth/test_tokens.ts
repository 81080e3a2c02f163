import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** For tests: a project's signing key, and access tokens as Supabase Auth makes them. */
export async function createTestTokens(kid: string = crypto.randomUUID()) {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const jwk = { ...await exportJWK(publicKey), kid, alg: "ES256", use: "sig" };

  /** A claim that is undefined is left out; `kid: null` leaves out the header's key id. */
  const sign = (claims: JWTPayload = {}, header: { kid?: string | null } = {}): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const keyId = header.kid === undefined ? kid : header.kid;
    return new SignJWT({
      aud: "authenticated",
      role: "authenticated",
      sub: crypto.randomUUID(),
      iat: now,
      exp: now + 3600,
      ...claims,
    }).setProtectedHeader({ alg: "ES256", ...(keyId === null ? {} : { kid: keyId }) })
      .sign(privateKey);
  };
  return { jwk, publicKey, sign };
}
