import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import { sendText } from "../_shared/delivery/send_text.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { AppContext } from "../_shared/http/app.ts";
import { clientIp } from "../_shared/http/client_ip.ts";
import { readIdempotency } from "../_shared/http/idempotency.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";
import { enforceRateLimits } from "../_shared/rate_limit/enforce_rate_limits.ts";
import type { RateLimit } from "../_shared/rate_limit/take_rate_limits.ts";
import { holdsOneAllowedLink } from "./allowed_link.ts";
import type { SmsPayload } from "./schema.ts";

/** A person asks for a magic link a few times, not more. */
const PUBLIC_TEXTS_PER_RECIPIENT_PER_HOUR = 5;

/** `{"action":"send"}` → 200 `{"sid","status"}`: from a public number a magic link for anybody, from another for known callers. */
export async function send(
  deps: Deps,
  context: AppContext,
  payload: SmsPayload,
): Promise<Response> {
  const { env } = deps;
  const request = context.req.raw;
  const { parsePhone } = await import("../_shared/phone/parse_phone.ts");
  const to = parsePhone(payload.to, env.PHONE_DEFAULT_COUNTRIES);
  const from = parsePhone(payload.from, env.PHONE_DEFAULT_COUNTRIES)?.number;
  const isPublic = from !== undefined && env.SMS_PUBLIC_FROM_NUMBERS.includes(from);
  const caller = isPublic ? null : await authenticate(request, env, ["user", "service"]);
  if (from === undefined || (!isPublic && !env.SMS_FROM_NUMBERS.includes(from))) {
    throw new AppError(
      "sender_not_allowed",
      "Send a text: from must be one of the configured numbers",
    );
  }
  if (!to) {
    throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
      errors: [{ path: "payload.to", message: "must be a phone number, as +14155550100" }],
    });
  }
  if (isPublic && !holdsOneAllowedLink(payload.body, env.SMS_PUBLIC_LINK_ORIGINS)) {
    throw new AppError(
      "link_not_allowed",
      "Send a text without signing in: its body must hold exactly one link, to an allowed origin",
    );
  }

  const keys = await deps.keys();
  const recipientHash = await hashPhone(keys, to.number);
  const limits: RateLimit[] = caller === null
    ? [
      {
        id: `${clientIp(request)}:send_sms`,
        max: env.RATE_LIMIT_MESSAGES_PER_HOUR,
        window_seconds: 3600,
      },
      {
        id: `phone_hash:${recipientHash}:send_sms`,
        max: PUBLIC_TEXTS_PER_RECIPIENT_PER_HOUR,
        window_seconds: 3600,
      },
    ]
    : caller.kind === "user"
    ? [{
      id: `user:${caller.userId}:send_sms`,
      max: env.RATE_LIMIT_MESSAGES_PER_HOUR,
      window_seconds: 3600,
    }]
    : [];
  const headers = limits.length > 0 ? await enforceRateLimits(deps.sql, limits) : {};

  const sent = await sendText(deps, {
    to,
    recipientHash,
    from,
    body: payload.body,
    requestId: context.get("requestId"),
    idempotency: await readIdempotency(
      keys,
      context.req.header("idempotency-key") ?? null,
      `${caller ? callerKey(caller) : "public"}:POST send-sms`,
      payload,
    ),
  });
  return context.json(sent, 200, headers);
}
