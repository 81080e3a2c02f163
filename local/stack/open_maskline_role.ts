import type postgres from "postgres";
import { randomText } from "../auth/random_text.ts";

/**
 * Lets the role `maskline` of the migrations log in, and answers its URL: the functions use it, so that what they may not do fails here
 * too. `shared` is a Postgres of somebody else's, where roles belong to every database and every stack on it: there the password
 * follows from the superuser's, so that two stacks agree on it.
 */
export async function openMasklineRole(
  sql: postgres.Sql,
  databaseUrl: string,
  shared: boolean,
): Promise<string> {
  const url = new URL(databaseUrl);
  const password = shared && url.password !== ""
    ? await derive(`maskline ${url.username} ${url.password}`)
    : randomText(32);
  await sql.unsafe(`alter role maskline login password '${password}'`);
  url.username = "maskline";
  url.password = password;
  return url.href;
}

async function derive(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}
