import type { Sql } from "../db/connect.ts";
import type { Row } from "../db/rows.ts";
import type { Deps } from "../deps.ts";
import { AppError, type InvalidValue } from "../errors.ts";
import type { E164 } from "../phone/e164.ts";
import { decrypt } from "../privacy/decrypt.ts";
import { hashPhone } from "../privacy/hash_phone.ts";
import { protectPhone } from "../privacy/protect_phone.ts";
import type { Person } from "./person.ts";

/** What it takes to find out who is meant. */
export type PeopleDeps = Pick<Deps, "sql" | "keys"> & {
  env: Pick<Deps["env"], "PHONE_DEFAULT_COUNTRIES">;
};

type Input = {
  user_id?: string | undefined;
  phone?: string | undefined;
  label?: string | undefined;
  proxy_number?: string | undefined;
};
type VerifiedPhone = Pick<Row<"user_phone_numbers">, "user_id" | "phone_encrypted">;

/**
 * The people behind the inputs: users by the number that they verified last, others by the given one. Throws `validation_failed` for
 * a number that is none and for somebody named twice, `phone_not_verified` for a user without a number.
 */
export async function resolvePeople(
  deps: PeopleDeps,
  inputs: Input[],
  path = "participants",
): Promise<Person[]> {
  const userIds = inputs.flatMap((input) => input.user_id ?? []);
  const verified = userIds.length === 0
    ? new Map<string, VerifiedPhone>()
    : new Map((await verifiedPhones(deps.sql, userIds)).map((row) => [row.user_id, row]));
  const invalid: InvalidValue[] = [];

  const people = await Promise.all(inputs.map(async (input, index) => {
    const person = input.user_id === undefined
      ? await fromPhone(deps, input.phone ?? "")
      : await fromUser(deps, verified.get(input.user_id));
    if (!person && input.user_id !== undefined) {
      throw new AppError(
        "phone_not_verified",
        `Connect ${path}.${index}: this user has no verified phone number`,
      );
    }
    if (!person) {
      invalid.push({
        path: `${path}.${index}.phone`,
        message: "must be a phone number, as +14155550100",
      });
    }
    return {
      ...person!,
      user_id: input.user_id ?? null,
      label: input.label ?? null,
      proxy_number: input.proxy_number ?? null,
    };
  }));

  people.forEach((person, index) => {
    if (
      people.findIndex((other) => other.phone_hash === person.phone_hash) < index &&
      invalid.length === 0
    ) {
      invalid.push({ path: `${path}.${index}`, message: "must not name the same person twice" });
    }
  });
  if (invalid.length > 0) {
    throw new AppError("validation_failed", "Validate the request: see errors for what to change", {
      errors: invalid,
    });
  }
  return people;
}

type Seat = Omit<Person, "user_id" | "label" | "proxy_number">;

async function fromPhone(deps: PeopleDeps, text: string): Promise<Seat | null> {
  const { parsePhone } = await import("../phone/parse_phone.ts");
  const phone = parsePhone(text, deps.env.PHONE_DEFAULT_COUNTRIES);
  if (!phone) return null;
  return {
    ...await protectPhone(await deps.keys(), phone.number),
    country_code: phone.country,
    area_code: phone.areaCode,
  };
}

async function fromUser(deps: PeopleDeps, row: VerifiedPhone | undefined): Promise<Seat | null> {
  if (!row) return null;
  const keys = await deps.keys();
  const number = await decrypt(keys, "phone", row.phone_encrypted) as E164;
  const { parsePhone } = await import("../phone/parse_phone.ts");
  const phone = parsePhone(number, []);
  return {
    // Not the hash that is stored: by the time of its use the person may have come under another key.
    phone_hash: await hashPhone(keys, number),
    phone_encrypted: row.phone_encrypted,
    country_code: phone?.country ?? "ZZ",
    area_code: phone?.areaCode ?? null,
  };
}

async function verifiedPhones(sql: Sql, userIds: string[]): Promise<VerifiedPhone[]> {
  return await sql<VerifiedPhone[]>`
    select user_id, phone_encrypted from masking.verified_phones(user_ids => ${sql.json(userIds)})`;
}
