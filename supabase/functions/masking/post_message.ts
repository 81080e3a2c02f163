import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey, viewerId } from "../_shared/auth/caller.ts";
import { measureText } from "../_shared/carrier/measure_text.ts";
import { openMessages, type StoredMessage } from "../_shared/conversation/open_message.ts";
import { messageInput, uuid } from "../_shared/conversation/schema.ts";
import type { Claim } from "../_shared/delivery/claim.ts";
import { deliver } from "../_shared/delivery/deliver.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readIdempotency } from "../_shared/http/idempotency.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { readParam } from "../_shared/http/read_param.ts";
import type { Ask } from "../_shared/policy/ask.ts";
import { relayAsked } from "../_shared/policy/relay_asked.ts";
import { encrypt } from "../_shared/privacy/encrypt.ts";
import { readMention } from "../_shared/routing/read_mention.ts";
import { enforceRateLimits } from "../_shared/rate_limit/enforce_rate_limits.ts";

/** `POST /masking/conversations/{id}/messages` → 201: the app or a signed-in participant speaks to all the others, the app to one if it names one. */
export function postMessage(deps: Deps): Handler {
  return async (context) => {
    const request = context.req.raw;
    const caller = await authenticate(request, deps.env, ["user", "service"]);
    const id = readParam(context, "id", uuid);
    const input = await readJson(request, messageInput[caller.kind]);
    const headers = caller.kind === "service" ? {} : await enforceRateLimits(deps.sql, [{
      id: `user:${caller.userId}:messages`,
      max: deps.env.RELAY_MESSAGES_PER_HOUR,
      window_seconds: 3600,
    }]);

    const keys = await deps.keys();
    const idempotency = await readIdempotency(
      keys,
      context.req.header("idempotency-key") ?? null,
      `${callerKey(caller)}:POST messages ${id}`,
      input,
    );
    const { segments, size } = measureText(input.body);
    const mention = await readMention(input.body);
    const [row] = await deps.sql<
      { message: StoredMessage; claims: Claim[] | null; ask: Ask | null }[]
    >`
      select * from masking.post_message(
        conversation_id => ${id}, viewer_id => ${viewerId(caller)},
        body_encrypted => ${await encrypt(keys, "body", input.body)}, segments => ${segments},
        size => ${deps.sql.json(size)}, mention => ${mention && deps.sql.json(mention)},
        participant_id => ${"participant_id" in input ? input.participant_id ?? null : null},
        asks_policy => ${deps.env.POLICY_WEBHOOK_URL !== undefined},
        idempotency_id => ${idempotency.id}, request_hash => ${idempotency.requestHash})`;
    deps.background(deliver(deps, row!.claims ?? [], context.get("requestId")));
    if (row!.ask) deps.background(relayAsked(deps, row!.ask, context.get("requestId")));
    const [message] = await openMessages(deps, [row!.message]);
    return context.json(message, 201, headers);
  };
}
