import assert from "node:assert/strict";
import { hookPayload } from "./hook_payload.ts";

Deno.test("hookPayload() tells the words, ids and labels, and nothing that opens a number", () => {
  const ask = {
    message_id: "m",
    attempt: 3,
    direction: "inbound" as const,
    body_encrypted: "v1.key.iv.text",
    media_count: 2,
    prefix: "Driver: ",
    parts: 2,
    media_parts: 0,
    created_at: "2026-11-21T12:00:00+00:00",
    give_up_at: "2026-11-22T12:00:00+00:00",
    conversation: { id: "c", mode: "message", friendly_name: null, metadata: { ride: 4711 } },
    sender: { id: "p1", label: "Driver", user_id: null },
    recipients: [{ id: "p2", label: null, user_id: "u2" }],
  };
  assert.deepEqual(JSON.parse(hookPayload(ask, 'Say "hi" 👋', 100)), {
    type: "message.policy",
    timestamp: ask.created_at,
    data: {
      message_id: "m",
      conversation: ask.conversation,
      direction: "inbound",
      sender: ask.sender,
      recipients: ask.recipients,
      body: 'Say "hi" 👋',
      media_count: 2,
      max_length: 3_084,
    },
  });
});
