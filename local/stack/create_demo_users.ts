import type postgres from "postgres";
import type { E164 } from "../../supabase/functions/_shared/phone/e164.ts";
import { encrypt } from "../../supabase/functions/_shared/privacy/encrypt.ts";
import { hashPhone } from "../../supabase/functions/_shared/privacy/hash_phone.ts";
import { openKeyRing } from "../../supabase/functions/_shared/privacy/open_key_ring.ts";
import { randomText } from "../auth/random_text.ts";

const PEOPLE = [
  { email: "ana@example.com", phone: "+14155550101" },
  { email: "ben@example.com", phone: "+14155550102" },
];

/** Somebody with a login and with a phone that is linked and verified. */
export type DemoUser = {
  id: string;
  email: string;
  password: string;
  phone: string;
  createdAt: string;
};

/** Makes Ana and Ben, or finds them where an earlier start made them, with passwords that are good for this start only. */
export async function createDemoUsers(
  sql: postgres.Sql,
  secrets: { current: string; previous?: string | undefined },
): Promise<DemoUser[]> {
  const keys = await openKeyRing(sql, secrets);
  return await sql.begin(async (transaction) => {
    const users: DemoUser[] = [];
    for (const { email, phone } of PEOPLE) {
      await transaction`
        insert into auth.users (id, aud, role, email, email_confirmed_at, raw_app_meta_data,
                                raw_user_meta_data, created_at, updated_at)
        values (${crypto.randomUUID()}, 'authenticated', 'authenticated', ${email}, now(),
                '{"provider": "email", "providers": ["email"]}', '{}', now(), now())
        on conflict do nothing`;
      const [user] = await transaction`
        select id, coalesce(created_at, now()) as created_at from auth.users where email = ${email}`;
      await transaction`
        insert into public.user_phone_numbers (user_id, phone_hash, phone_encrypted, verified_at)
        values (${user!.id}, masking.known_phone_hash(${await hashPhone(keys, phone as E164)}),
                ${await encrypt(keys, "phone", phone)}, now())
        on conflict (user_id, phone_hash) do update
        set verified_at = coalesce(user_phone_numbers.verified_at, excluded.verified_at)`;
      const createdAt = (user!.created_at as Date).toISOString();
      users.push({ id: user!.id, email, password: randomText(16), phone, createdAt });
    }
    return users;
  });
}
