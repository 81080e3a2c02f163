import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { automaticTexts } from "../../supabase/functions/_shared/routing/automatic_texts.ts";
import { until } from "../process/until.ts";
import type { Status } from "../stack/status_file.ts";
import { callMasking } from "./call_masking.ts";
import { phoneScreens } from "./phone_screens.ts";
import { type Phone, pickUpPhone } from "./simulated_phone.ts";

/**
 * Plays one conversation from its creation to a text that comes too late, and prints what the phones show. Throws at the first step
 * that does not come.
 */
export async function playDemo(status: Status, print: (line: string) => void): Promise<void> {
  const [ana, ben] = [person(status, "ana@"), person(status, "ben@")];
  const anasPhone = await pickUpPhone(status.simulator_url, "Ana", ana.phone);
  const bensPhone = await pickUpPhone(status.simulator_url, "Ben", ben.phone);
  const screens = async () => {
    const phones = [anasPhone, bensPhone].map(async (phone) => ({
      ...phone,
      texts: await phone.texts(),
    }));
    print(`\n${phoneScreens(await Promise.all(phones))}\n`);
  };

  print("1. Ana signs in and starts a conversation with Ben, whose number she does not know.");
  const token = await signIn(status, ana);
  const masking = callMasking(status.api_url, status.publishable_key, token);
  const conversation = await masking("POST", "conversations", 201, {
    participants: [{ user_id: ana.id }, { user_id: ben.id }],
  });
  const proxyOf = (userId: string): string =>
    conversation.participants.find((one: { user_id: string }) => one.user_id === userId)
      .proxy_number;
  print(`   Ana texts Ben on ${proxyOf(ana.id)}, Ben texts Ana on ${proxyOf(ben.id)}.`);
  print("\n2. Ana texts that number from her own phone.");
  await anasPhone.text(proxyOf(ana.id), "Hi Ben, I am at the main entrance. Where are you?");
  await shows(bensPhone, proxyOf(ben.id), "Hi Ben, I am at the main entrance. Where are you?");
  await screens();

  print("3. Ben answers, to the only number that he sees.");
  await bensPhone.text(proxyOf(ben.id), "Two minutes! White van.");
  await shows(anasPhone, proxyOf(ana.id), "Two minutes! White van.");
  await screens();

  print("4. The conversation ends. A text that comes too late is refused and not passed on.");
  await masking("PATCH", `conversations/${conversation.id}`, 200, { status: "closed" });
  const answeredToday = await hasHadAnswer(status, ana.id);
  const late = await anasPhone.text(proxyOf(ana.id), "I left my umbrella in your van!");
  await refused(status, late);
  if (answeredToday) {
    print("   Ana has had today's one automatic answer before, so none is sent.");
  } else {
    await shows(anasPhone, proxyOf(ana.id), automaticTexts("en-US").conversationClosed);
  }
  await screens();
  const bens = await bensPhone.texts();
  if (bens.some((text) => text.body.includes("umbrella"))) {
    throw new Error("Refuse the late text: Ben's phone shows it, it must not");
  }
  print("Nobody has seen anybody's number.");
}

function person(status: Status, prefix: string) {
  const found = status.users.find((user) => user.email.startsWith(prefix));
  if (!found) throw new Error(`Play the demo: the stack has no demo user ${prefix}example.com`);
  return found;
}

async function signIn(status: Status, user: Status["users"][number]): Promise<string> {
  const options = { auth: { persistSession: false, autoRefreshToken: false } };
  const client = createClient(status.api_url, status.publishable_key, options);
  const { email, password } = user;
  const { data, error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw new Error(`Sign in as ${email}: ${error.message}`, { cause: error });
  return data.session.access_token;
}

async function shows(phone: Phone, from: string, body: string): Promise<void> {
  await until(
    `${phone.owner}'s phone shows "${body}" from ${from}`,
    async () => (await phone.texts()).some((text) => text.from === from && text.body === body),
  );
}

/** A person gets one automatic answer a day, however often the demo is played. */
async function hasHadAnswer(status: Status, userId: string): Promise<boolean> {
  return await withDatabase(status, async (sql) => {
    const rows = await sql`
      select from public.rate_limits r
      join public.user_phone_numbers n on r.id = 'phone_hash:' || n.phone_hash || ':answer'
      where n.user_id = ${userId} and r.window_start > now() - interval '1 day'`;
    return rows.count > 0;
  });
}

async function refused(status: Status, sid: string): Promise<void> {
  await withDatabase(status, async (sql) => {
    await until("the late text is refused", async () => {
      const [row] = await sql`select outcome from public.sms_messages where provider_sid = ${sid}`;
      return row?.outcome === "conversation_closed";
    });
  });
}

async function withDatabase<T>(status: Status, work: (sql: postgres.Sql) => Promise<T>) {
  const sql = postgres(status.db_url, { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
