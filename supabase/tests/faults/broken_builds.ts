import type postgres from "postgres";

/** Guarantees that can be taken out of a test database, never out of the product, to see that the harness notices. */
export type Broken = "deduplication" | "reconciliation" | "lease";

const MIGRATIONS = new URL("../../migrations/", import.meta.url);

/** What each break replaces in the migration of the named function. */
const BREAKS: Record<Broken, [string, [string, string][]][]> = {
  deduplication: [[
    "receive_message",
    [["where m.provider_sid = receive_message.provider_sid) then", "where false) then"]],
  ]],
  reconciliation: [["lease_forwards", [[
    "v_guard is null and v_forward.status = 'unknown'",
    "false",
  ]]]],
  lease: [
    ["lease_forwards", [["interval '60 s'", "interval '0'"]]],
    ["claim_forwards", [["set status = 'unknown'", "set status = 'queued'"]]],
    ["claim_due_forwards", [["set status = 'unknown'", "set status = 'queued'"]]],
  ],
};

/** Replaces the functions that keep a guarantee by ones that do not. */
export async function breakGuarantee(sql: postgres.Sql, broken: Broken): Promise<void> {
  if (broken === "deduplication") {
    await sql`alter table public.sms_messages drop constraint provider_sid_names_one_message`;
  }
  for (const [name, replacements] of BREAKS[broken]) {
    let text = await readMigration(name);
    for (const [from, to] of replacements) {
      if (!text.includes(from)) {
        throw new Error(`Break ${broken}: ${name} does not contain "${from}"`);
      }
      text = text.replaceAll(from, to);
    }
    await sql.unsafe(text.replace("create function", "create or replace function"));
  }
}

async function readMigration(name: string): Promise<string> {
  for await (const { name: file } of Deno.readDir(MIGRATIONS)) {
    if (
      file.endsWith(`_${name}.sql`) && /^\d{14}_/.test(file) && file.slice(15) === `${name}.sql`
    ) {
      return await Deno.readTextFile(new URL(file, MIGRATIONS));
    }
  }
  throw new Error(`Read the migration of ${name}: there is none`);
}
