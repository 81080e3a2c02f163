import assert from "node:assert/strict";
import { createSessions, type Session } from "./create_sessions.ts";

const USER = { id: crypto.randomUUID(), email: "ana@example.com", password: "", createdAt: "" };

Deno.test("createSessions().refresh() takes a token once, again within 10 s, and never after", () => {
  let now = 0;
  const sessions = createSessions(() => now);
  const { refreshToken: first } = sessions.start(USER);
  const second = (sessions.refresh(first) as Session).refreshToken;
  assert.notEqual(second, first);
  now = 10_000;
  assert.equal((sessions.refresh(first) as Session).refreshToken, second);
  now = 10_001;
  assert.equal(sessions.refresh(first), "refresh_token_already_used");
  assert.equal(sessions.refresh(second), "refresh_token_not_found");
});

Deno.test("createSessions().end() ends as many as its scope says", () => {
  for (
    const [scope, left] of [["local", [false, true]], ["others", [true, false]], ["global", [
      false,
      false,
    ]]] as const
  ) {
    const sessions = createSessions();
    const [own, other] = [{ ...sessions.start(USER) }, { ...sessions.start(USER) }];
    const stranger = sessions.start({ ...USER, id: crypto.randomUUID() });
    sessions.end(own, scope);
    assert.deepEqual([own, other].map(({ id }) => sessions.find(id) !== undefined), left);
    assert(sessions.find(stranger.id));
  }
});
