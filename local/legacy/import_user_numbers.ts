import { parsePhone } from "../../supabase/functions/_shared/phone/parse_phone.ts";
import { encrypt } from "../../supabase/functions/_shared/privacy/encrypt.ts";
import { hashPhone } from "../../supabase/functions/_shared/privacy/hash_phone.ts";
import type { ImportContext } from "./import_legacy.ts";
import type { Legacy } from "./read_legacy.ts";

/** Verified numbers of users, from `iv:ciphertext` to our hash and ciphertext; unverified ones have to be verified here anyway. */
export async function importUserNumbers(
  { sql, keys, open, options, report }: ImportContext,
  rows: Legacy["userNumbers"],
): Promise<void> {
  const verified = rows.filter((row) => row.verified);
  let imported = 0;
  for (const row of verified) {
    try {
      const phone = parsePhone(await open(row.encrypted_phone_number), options.countries);
      if (!phone) throw new Error("its number is none");
      if (phone.number !== parsePhone(row.phone_number, options.countries)?.number) {
        throw new Error("its ciphertext and its number differ");
      }
      const hash = await hashPhone(keys, phone.number);
      const encrypted = await encrypt(keys, "phone", phone.number);
      const [inserted] = await sql.savepoint((savepoint) =>
        savepoint`
        insert into public.user_phone_numbers (user_id, phone_hash, phone_encrypted, verified_at)
        values (${row.user_id}, masking.known_phone_hash(phone_hash => ${hash}), ${encrypted}, ${row.updated_at})
        on conflict (user_id, phone_hash) do update
        set verified_at = coalesce(user_phone_numbers.verified_at, excluded.verified_at)
        returning xmax = 0 as is_new`
      );
      if (inserted!.is_new) imported++;
    } catch (error) {
      report.problems.push(`user_phone_numbers of user ${row.user_id}: ${reason(error)}`);
    }
  }
  report.lines.push(
    `user_phone_numbers: ${imported} of ${verified.length} verified numbers are new here; ` +
      `${rows.length - verified.length} unverified ones are left out`,
  );
}

function reason(error: unknown): string {
  const { constraint_name: constraint, message } = error as {
    constraint_name?: string;
    message: string;
  };
  if (constraint === "user_phone_numbers_user_id_fkey") {
    return "there is no such user in auth.users";
  }
  return constraint ?? message;
}
