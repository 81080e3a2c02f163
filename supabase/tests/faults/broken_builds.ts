import type postgres from "postgres";

/** Guarantees that can be taken out of a test database, never out of the product, to see that the harness notices. */
export type Broken = "deduplication" | "reconciliation" | "lease" | "order of events";

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
  // Each attempt that is cut off makes another: only the first two are, or they grow without end.
  lease: [
    ["lease_forwards", [["interval '60 s'", "interval '0'"]]],
    ...["claim_forwards", "claim_due_forwards"].map((name): [string, [string, string][]] => [name, [
      ["set status = 'unknown'", "set status = 'queued'"],
      ["expired.status = 'sending'", "expired.status = 'sending' and expired.attempts < 3"],
    ]]),
  ],
  "order of events": [
    ["claim_events", [["and earlier.position < e.position", "and false"]]],
    ["settle_event", [["order by e.position", "order by e.position desc"]]],
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
