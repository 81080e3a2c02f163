import assert from "node:assert/strict";
import { lifetime } from "./lifetime.ts";

const now = new Date("2026-05-01T00:00:00Z");
const env = { CONVERSATION_TTL_SECONDS: 86_400 };
const life = (input: Partial<Parameters<typeof lifetime>[0]>) =>
  lifetime({ starts_at: null, max_expires_at: null, ...input }, now, env);

Deno.test("lifetime() counts from the start, or from now", () => {
  const starts_at = "2026-06-01T00:00:00Z";
  assert.deepEqual(life({}).expiresAt, new Date("2026-05-02T00:00:00Z"));
  assert.deepEqual(life({ starts_at }).expiresAt, new Date("2026-06-02T00:00:00Z"));
  assert.deepEqual(
    life({ starts_at, expires_in: 60 }).expiresAt,
    new Date("2026-06-01T00:01:00Z"),
  );
  assert.deepEqual(
    life({ starts_at: "2026-04-01T00:00:00Z", expires_in: 60 }).expiresAt,
    new Date("2026-05-01T00:01:00Z"),
  );
  assert.throws(() => life({ starts_at, expires_at: starts_at }), { code: "expires_too_early" });
});

Deno.test("lifetime() keeps the customary life within the cap", () => {
  const max_expires_at = "2026-05-01T12:00:00Z";
  assert.deepEqual(life({ max_expires_at }).expiresAt, new Date(max_expires_at));
  assert.equal(life({ max_expires_at, expires_at: null }).expiresAt, null);
});
