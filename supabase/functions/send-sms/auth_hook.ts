import { sendText } from "../_shared/delivery/send_text.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError, ERRORS } from "../_shared/errors.ts";
import type { AppContext, Handler } from "../_shared/http/app.ts";
import { readIdempotency } from "../_shared/http/idempotency.ts";
import { parseInput } from "../_shared/http/parse_input.ts";
import { problem, toPublicError } from "../_shared/http/problem.ts";
import { readBody } from "../_shared/http/read_body.ts";
import { parseJson } from "../_shared/http/read_json.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";
import { enforceRateLimits } from "../_shared/rate_limit/enforce_rate_limits.ts";
import { hookInput } from "./schema.ts";

/** `POST /send-sms/auth-hook`: Supabase Auth's Send SMS hook → 200 `{}`. Failures also have the `error` member that Auth reads. */
export function authHook(deps: Deps): Handler {
  return async (context) => {
    try {
      await sendCode(deps, context);
      return context.json({});
    } catch (error) {
      const shown = toPublicError(error);
      deps.log("failure", {
        request_id: context.get("requestId"),
        code: shown.code,
        error: shown.extras.cause,
      });
      const { status } = ERRORS[shown.code];
      return problem(
        new AppError(shown.code, shown.message, {
          ...shown.extras,
          members: {
            ...shown.extras.members,
            error: { http_code: status, message: shown.message },
          },
        }),
        context.get("requestId"),
      );
    }
  };
}

async function sendCode(deps: Deps, context: AppContext): Promise<void> {
  const { SMS_HOOK_SECRET, SMS_FROM_NUMBERS, RATE_LIMIT_MESSAGES_PER_HOUR } = deps.env;
  const from = SMS_FROM_NUMBERS[0];
  if (SMS_HOOK_SECRET === undefined || from === undefined) {
    throw new AppError("not_configured", "Send a code: set SMS_HOOK_SECRET and SMS_FROM_NUMBERS");
  }
  const body = await readBody(context.req.raw);
  await verifySignature(SMS_HOOK_SECRET, body, context.req.header());
  const input = parseInput(hookInput, parseJson(body));

  const { parsePhone } = await import("../_shared/phone/parse_phone.ts");
  // Auth keeps numbers without their plus.
  const to = parsePhone(input.user.phone.replace(/^\+?/, "+"), []);
  if (!to) {
    throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
      errors: [{ path: "user.phone", message: "must be a phone number in E.164" }],
    });
  }
  const keys = await deps.keys();
  const recipientHash = await hashPhone(keys, to.number);
  await enforceRateLimits(deps.sql, [{
    id: `phone_hash:${recipientHash}:auth_hook`,
    max: RATE_LIMIT_MESSAGES_PER_HOUR,
    window_seconds: 3600,
  }]);
  const attemptsOfOneHook = context.req.header("webhook-id") ?? null;
  await sendText(deps, {
    to,
    recipientHash,
    from,
    body: `Your code is ${input.sms.otp}`,
    requestId: context.get("requestId"),
    idempotency: await readIdempotency(keys, attemptsOfOneHook, "auth-hook", input),
  });
}

/** Standard Webhooks: id, timestamp (within five minutes) and raw body, HMAC-SHA256. */
async function verifySignature(secret: string, body: string, headers: Record<string, string>) {
  const { Webhook } = await import("standardwebhooks");
  try {
    new Webhook(secret.replace(/^v1,whsec_/, "")).verify(body, headers);
  } catch (cause) {
    throw new AppError("not_authenticated", "Authenticate: the hook's signature does not match", {
      cause,
    });
  }
}
