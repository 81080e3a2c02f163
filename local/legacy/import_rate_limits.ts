import { parsePhone } from "../../supabase/functions/_shared/phone/parse_phone.ts";
import { hashPhone } from "../../supabase/functions/_shared/privacy/hash_phone.ts";
import type { ImportContext } from "./import_legacy.ts";
import type { Legacy } from "./read_legacy.ts";

type Limit = { id: string; count: number; window_start: Date; created_at: Date; updated_at: Date };

/** `phone:<number>[:<action>]` becomes `phone_hash:<hash>[:<action>]`; spellings of one number are added up. */
export async function importRateLimits(
  { sql, keys, options, report }: ImportContext,
  rows: Legacy["rateLimits"],
): Promise<void> {
  const limits = new Map<string, Limit>();
  for (const [index, row] of rows.entries()) {
    const [, number = "", ...action] = row.id.split(":");
    const phone = parsePhone(number, options.countries);
    if (!phone) {
      report.problems.push(`rate_limits row ${index + 1}: its id holds no phone number`);
      continue;
    }
    const [known] = await sql`
      select masking.known_phone_hash(phone_hash => ${await hashPhone(
      keys,
      phone.number,
    )}) as hash`;
    const limit = {
      id: ["phone_hash", known!.hash, ...action].join(":"),
      count: row.count,
      window_start: fromEpoch(row.window_start),
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
    const other = limits.get(limit.id);
    limits.set(limit.id, other ? merge(limit, other) : limit);
  }

  // What is there already counts at least as much: importing twice changes nothing.
  for (const limit of limits.values()) {
    await sql`
      insert into public.rate_limits as r (id, count, window_start, created_at, updated_at)
      values (${limit.id}, ${limit.count}, ${limit.window_start}, ${limit.created_at}, ${limit.updated_at})
      on conflict (id) do update set
        count = greatest(r.count, excluded.count), window_start = greatest(r.window_start, excluded.window_start),
        created_at = least(r.created_at, excluded.created_at), updated_at = greatest(r.updated_at, excluded.updated_at)`;
  }
  report.lines.push(
    `rate_limits: ${rows.length} entries with a number become ${limits.size} with a hash`,
  );
}

function merge(one: Limit, other: Limit): Limit {
  const later = (a: Date, b: Date) => a > b ? a : b;
  return {
    id: one.id,
    count: one.count + other.count,
    window_start: later(one.window_start, other.window_start),
    created_at: one.created_at < other.created_at ? one.created_at : other.created_at,
    updated_at: later(one.updated_at, other.updated_at),
  };
}

/** The seed's `window_start` is a bigint: milliseconds, or seconds where it is too small for that. */
function fromEpoch(text: string): Date {
  const value = Number(text);
  return new Date(value < 100_000_000_000 ? value * 1000 : value);
}
