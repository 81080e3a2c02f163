import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey, viewerId } from "../_shared/auth/caller.ts";
import { sendText, type Text } from "../_shared/delivery/send_text.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { clientIp } from "../_shared/http/client_ip.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { createCode } from "../_shared/phone/create_code.ts";
import { requireAllowedCountry } from "../_shared/phone/require_allowed_country.ts";
import { encrypt } from "../_shared/privacy/encrypt.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";
import { enforceRateLimits } from "../_shared/rate_limit/enforce_rate_limits.ts";
import { hashCode } from "./hash_code.ts";
import { readPhone } from "./read_phone.ts";
import { codeRequest } from "./schema.ts";

const CODE_DIGITS = 6;

/** With five tries a code this leaves 50 guesses a day at one number, among a million. */
const CODES_PER_NUMBER_PER_HOUR = 5;
const CODES_PER_NUMBER_PER_DAY = 10;
const CODES_PER_USER_PER_HOUR = 10;

type Requested = {
  id: string;
  verified_at: string | null;
  created_at: string;
  code_expires_at: string;
  opted_out: boolean;
};

/** `POST /phone-numbers` (user) → 202: a code is on its way. The answer is the same whoever else has the number. */
export function requestCode(deps: Deps): Handler {
  return async (context) => {
    const { env, sql } = deps;
    const request = context.req.raw;
    const caller = await authenticate(request, env, ["user"]);
    const userId = viewerId(caller)!;
    const phone = await readPhone(env, (await readJson(request, codeRequest)).phone);
    requireAllowedCountry(env, phone);
    const from = env.SMS_FROM_NUMBERS[0];
    if (from === undefined) {
      throw new AppError("not_configured", "Send a code: set SMS_FROM_NUMBERS");
    }

    const keys = await deps.keys();
    const phoneHash = await hashPhone(keys, phone.number);
    const headers = await enforceRateLimits(sql, [
      { id: `${callerKey(caller)}:phone_code`, max: CODES_PER_USER_PER_HOUR, window_seconds: 3600 },
      {
        id: `${clientIp(request)}:phone_code`,
        max: env.RATE_LIMIT_MESSAGES_PER_HOUR,
        window_seconds: 3600,
      },
    ]);
    // By itself, and without its headers: what is left of a number's limit tells whether somebody else asked before.
    await enforceRateLimits(sql, [
      {
        id: `phone_hash:${phoneHash}:phone_code`,
        max: CODES_PER_NUMBER_PER_HOUR,
        window_seconds: 3600,
      },
      {
        id: `phone_hash:${phoneHash}:phone_code_day`,
        max: CODES_PER_NUMBER_PER_DAY,
        window_seconds: 86_400,
      },
    ]);

    const code = createCode(CODE_DIGITS);
    const [phoneEncrypted, codeHash] = await Promise.all([
      encrypt(keys, "phone", phone.number),
      hashCode(keys, userId, phone.number, code),
    ]);
    const [row] = await sql<{ requested: Requested }[]>`
      select masking.request_phone_code(
        user_id => ${userId}, phone_hash => masking.known_phone_hash(phone_hash => ${phoneHash}),
        phone_encrypted => ${phoneEncrypted},
        code_hash => ${codeHash},
        expires_in => make_interval(mins => ${env.VERIFICATION_CODE_EXPIRY_MINUTES})) as requested`;
    const { opted_out, ...requested } = row!.requested;
    // Whether a number has said STOP is told to its owner only. Nobody else's text is sent either.
    if (opted_out && requested.verified_at !== null) {
      throw new AppError("recipient_opted_out", "Send a code: this number has opted out");
    }

    deps.background(sendCode(deps, {
      to: phone,
      recipientHash: phoneHash,
      from,
      body: `Your code is ${code}`,
      idempotency: { id: null, requestHash: null },
      requestId: context.get("requestId"),
    }));
    return context.json({ ...requested, phone: phone.number }, 202, headers);
  };
}

/** After the answer, so that neither its time nor its code tells what is known of the number. */
async function sendCode(deps: Deps, text: Text): Promise<void> {
  try {
    await sendText(deps, text);
    deps.log("verification_code", { request_id: text.requestId, outcome: "sent" });
  } catch (error) {
    deps.log("verification_code", {
      request_id: text.requestId,
      outcome: error instanceof AppError ? error.code : "failed",
      error,
    });
  }
}
