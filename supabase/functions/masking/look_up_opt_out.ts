import { z } from "zod";
import { authenticate } from "../_shared/auth/authenticate.ts";
import { callerKey } from "../_shared/auth/caller.ts";
import type { Deps } from "../_shared/deps.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import { parsePhone } from "../_shared/phone/parse_phone.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";

/** `POST /masking/opt-outs/lookup` (service): whether a number has opted out, since when and how. A POST, so that no URL holds it. */
export function lookUpOptOut(deps: Deps): Handler {
  const input = z.strictObject({
    phone: z.string().min(1).max(64).transform((text, context) => {
      const phone = parsePhone(text, deps.env.PHONE_DEFAULT_COUNTRIES);
      if (phone) return phone.number;
      context.addIssue("must be a phone number, as +14155550100");
      return z.NEVER;
    }),
  });
  return async (context) => {
    const caller = await authenticate(context.req.raw, deps.env, ["service"]);
    const { phone } = await readJson(context.req.raw, input);
    const [row] = await deps.sql<{ opt_out: Record<string, unknown> }[]>`
      select masking.look_up_opt_out(
        phone_hash => ${await hashPhone(await deps.keys(), phone)}, actor => ${
      callerKey(caller)
    }) as opt_out`;
    return context.json(row!.opt_out);
  };
}
