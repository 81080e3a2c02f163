import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";

/** Those that Supabase signs with; all have a public half, so that nobody can sign with what the JWKS shows. */
const ALGORITHMS = ["ES256", "RS256", "EdDSA"];

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** Keys are imported once for each JWKS. */
const keySets = new WeakMap<object, KeySet>();

/** Header and claims of a signed-in user's token that ends one day, signed by a key of the JWKS; throws an error of jose otherwise. */
export async function verifyToken(token: string, jwks: { keys: { kty: string }[] }) {
  let keySet = keySets.get(jwks);
  if (!keySet) keySets.set(jwks, keySet = createLocalJWKSet(jwks as JSONWebKeySet));
  return await jwtVerify(token, keySet, {
    algorithms: ALGORITHMS,
    audience: "authenticated",
    requiredClaims: ["exp"],
  });
}
