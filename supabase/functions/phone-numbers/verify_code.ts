import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey, viewerId } from "../_shared/auth/caller.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { clientIp } from "../_shared/http/client_ip.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";
import { enforceRateLimits } from "../_shared/rate_limit/enforce_rate_limits.ts";
import { hashCode } from "./hash_code.ts";
import { readPhone } from "./read_phone.ts";
import { verification } from "./schema.ts";

const TRIES_PER_USER_PER_HOUR = 30;
/** People behind one address are many; each of them has a limit too. */
const TRIES_PER_ADDRESS_PER_HOUR = 300;

type Verification =
  | {
    outcome: "verified";
    id: string;
    verified_at: string;
    created_at: string;
    moved_conversations: number;
  }
  | { outcome: "wrong_code"; tries_left: number }
  | { outcome: "code_expired" | "too_many_tries" };

/** `POST /phone-numbers/verify` (user) → 200: the number is the caller's, and nobody else's. */
export function verifyCode(deps: Deps): Handler {
  return async (context) => {
    const request = context.req.raw;
    const caller = await authenticate(request, deps.env, ["user"]);
    const userId = viewerId(caller)!;
    const input = await readJson(request, verification);
    const phone = await readPhone(deps.env, input.phone);
    const headers = await enforceRateLimits(deps.sql, [
      {
        id: `${callerKey(caller)}:phone_verify`,
        max: TRIES_PER_USER_PER_HOUR,
        window_seconds: 3600,
      },
      {
        id: `${clientIp(request)}:phone_verify`,
        max: TRIES_PER_ADDRESS_PER_HOUR,
        window_seconds: 3600,
      },
    ]);

    const keys = await deps.keys();
    const [phoneHash, codeHash] = await Promise.all([
      hashPhone(keys, phone.number),
      hashCode(keys, userId, phone.number, input.code),
    ]);
    const [row] = await deps.sql<{ verification: Verification }[]>`
      select masking.verify_phone(
        user_id => ${userId}, phone_hash => masking.known_phone_hash(phone_hash => ${phoneHash}),
        code_hash => ${codeHash},
        move_conversations => ${input.move_conversations}) as verification`;
    const result = row!.verification;
    if (result.outcome !== "verified") throw refusal(result);
    const { outcome: _, ...verified } = result;
    return context.json({ ...verified, phone: phone.number }, 200, headers);
  };
}

function refusal(result: Exclude<Verification, { outcome: "verified" }>): AppError {
  switch (result.outcome) {
    case "wrong_code":
      return new AppError("wrong_code", "Verify the number: the code is another one", {
        members: { tries_left: result.tries_left },
      });
    case "code_expired":
      return new AppError("code_expired", "Verify the number: ask for a new code");
    case "too_many_tries":
      return new AppError("too_many_tries", "Verify the number: ask for a new code");
  }
}
