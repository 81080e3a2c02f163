import { exportJWK, generateKeyPair, type JWK } from "jose";

/** An ES256 key that signs users' tokens, as the signing keys of a Supabase project. */
export type SigningKey = {
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  /** For tests that sign in as anybody. */
  privateJwk: JWK;
  /** What is served as `/auth/v1/.well-known/jwks.json` and given as `SUPABASE_JWKS`. */
  jwks: { keys: JWK[] };
};

/** Generates a new key. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const about = { kid: crypto.randomUUID(), alg: "ES256", use: "sig" };
  return {
    kid: about.kid,
    privateKey,
    publicKey,
    privateJwk: { ...await exportJWK(privateKey), ...about, key_ops: ["sign"] },
    jwks: { keys: [{ ...await exportJWK(publicKey), ...about, key_ops: ["verify"] }] },
  };
}
