import type { Sql } from "postgres";
import { createConversation } from "../../supabase/functions/_shared/conversation/create_conversation.ts";
import type { E164 } from "../../supabase/functions/_shared/phone/e164.ts";
import { encrypt } from "../../supabase/functions/_shared/privacy/encrypt.ts";
import { hashPhone } from "../../supabase/functions/_shared/privacy/hash_phone.ts";
import type { KeyRing } from "../../supabase/functions/_shared/privacy/key_ring.ts";
import { phoneNumber } from "./phone_number.ts";
import { plainConversation } from "./plain_conversation.ts";

/** One way in which a text can go. */
export type Route = { from: string; to: string };

/** Connects `count` pairs of people, and answers both ways of each. */
export async function connectPeople(sql: Sql, keys: KeyRing, count: number): Promise<Route[]> {
  const routes: Route[] = [];
  for (let pair = 0; pair < count; pair++) {
    const phones = [phoneNumber(2 * pair), phoneNumber(2 * pair + 1)];
    const seats = await Promise.all(phones.map(async (phone) => ({
      phone_hash: await hashPhone(keys, phone as E164),
      phone_encrypted: await encrypt(keys, "phone", phone),
    })));
    const conversation = await createConversation(sql, plainConversation(seats));
    phones.forEach((from, seat) => {
      routes.push({ from, to: conversation.participants[seat]!.proxy_number! });
    });
  }
  return routes;
}
