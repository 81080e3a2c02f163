import type { Operations } from "../_shared/openapi/operation.ts";
import { swept } from "./answer_schema.ts";

export const expireConversations: Operations = {
  "": {
    POST: {
      id: "expireConversations",
      summary: "Do what has to happen without anybody asking for it",
      description: "Works for about 40 seconds at most; two runs at once do no harm. For cron.",
      callers: ["service"],
      answers: { 200: { description: "What was done", schema: swept } },
      errors: ["wrong_encryption_key"],
      examples: {
        default: {
          answer: {
            closed: 0,
            released: 0,
            recovered: 0,
            asked: 0,
            calls_asked: 0,
            resent: 0,
            replaced: 0,
            policy_decided: 0,
            strangers_settled: 0,
            redacted: 0,
            dropped: 0,
            recordings_expired: 0,
            queued: 0,
            deleted: 0,
            removed: 0,
            returned: 0,
            told: 0,
            pruned: 0,
            more: false,
          },
        },
      },
    },
  },
};
