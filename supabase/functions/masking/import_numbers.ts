import { authenticate } from "../_shared/auth/authenticate.ts";
import type { Deps } from "../_shared/deps.ts";
import { AppError } from "../_shared/errors.ts";
import type { Handler } from "../_shared/http/app.ts";
import { readJson } from "../_shared/http/read_json.ts";
import type { PoolNumber } from "../_shared/pool/set_number_status.ts";
import { poolNumbersInput } from "../_shared/pool/schema.ts";
import { hashPhone } from "../_shared/privacy/hash_phone.ts";

/** `POST /masking/pool/numbers` (service) → 201: numbers that the carrier account owns join the pool. Repeating it changes nothing. */
export function importNumbers(deps: Deps): Handler {
  return async (context) => {
    await authenticate(context.req.raw, deps.env, ["service"]);
    const input = await readJson(context.req.raw, poolNumbersInput);
    const { parsePhone } = await import("../_shared/phone/parse_phone.ts");
    const parsed = input.numbers.map((entry) => ({ entry, phone: parsePhone(entry.number, []) }));
    const errors = parsed.flatMap(({ phone }, index) => {
      const path = `numbers.${index}.number`;
      if (!phone) return [{ path, message: "must be a phone number in E.164, as +14155550110" }];
      const { provider } = input.numbers[index]!;
      if (!deps.carriers.configured.includes(provider)) {
        const known = deps.carriers.configured.join(", ");
        return [{
          path: `numbers.${index}.provider`,
          message: `must have its credentials set; these have: ${known}`,
        }];
      }
      const first = parsed.findIndex((other) => other.phone?.number === phone.number);
      return first < index ? [{ path, message: "must not be named twice" }] : [];
    });
    if (errors.length > 0) {
      throw new AppError(
        "validation_failed",
        "Validate the request: see errors for what to change",
        { errors },
      );
    }

    const keys = await deps.keys();
    const numbers = await Promise.all(parsed.map(async ({ entry, phone }) => ({
      ...entry,
      number: phone!.number,
      phone_hash: await hashPhone(keys, phone!.number),
      country_code: phone!.country,
      area_code: phone!.areaCode,
    })));
    const [row] = await deps.sql<{ numbers: PoolNumber[] }[]>`
      select masking.import_numbers(
        numbers => masking.known_hashes(items => ${deps.sql.json(numbers)})) as numbers`;
    return context.json({ numbers: row!.numbers }, 201);
  };
}
