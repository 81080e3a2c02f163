import { AppError } from "../errors.ts";
import { hash } from "../privacy/hash.ts";
import type { KeyRing } from "../privacy/key_ring.ts";

/** What the database remembers of an `Idempotency-Key`: keyed hashes, since a request may hold a number or a text. */
export type Idempotency = { id: string | null; requestHash: string | null };

/** Hashes an `Idempotency-Key`; keys of different scopes (callers and routes) have nothing to do with each other. */
export async function readIdempotency(
  keys: KeyRing,
  key: string | null,
  scope: string,
  input: unknown,
): Promise<Idempotency> {
  if (key === null) return { id: null, requestHash: null };
  if (key.length < 1 || key.length > 255) {
    throw new AppError(
      "validation_failed",
      "Read the Idempotency-Key: it must have 1 to 255 characters",
      {
        errors: [{ path: "idempotency-key", message: "must have 1 to 255 characters" }],
      },
    );
  }
  const [id, requestHash] = await Promise.all([
    hash(keys, "idempotency_key", `${scope}:${key}`),
    hash(keys, "request", JSON.stringify(input)),
  ]);
  return { id, requestHash };
}
