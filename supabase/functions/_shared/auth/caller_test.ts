import assert from "node:assert/strict";
import { callerKey, viewerId } from "./caller.ts";

const user = { kind: "user", userId: "7e6a5b0c-1111-4222-8333-944455566677" } as const;
const service = { kind: "service", keyName: "cron" } as const;

Deno.test("viewerId() is the user's own, and none for the service, which sees all", () => {
  assert.equal(viewerId(user), user.userId);
  assert.equal(viewerId(service), null);
});

Deno.test("callerKey() tells callers of all kinds apart", () => {
  const keys = [
    user,
    { ...user, userId: crypto.randomUUID() },
    service,
    { ...service, keyName: "default" },
    { ...service, keyName: user.userId },
  ].map(callerKey);
  assert.equal(new Set(keys).size, 5);
  assert.equal(callerKey(user), callerKey({ ...user }));
});
