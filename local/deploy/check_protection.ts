import type postgres from "postgres";
import { findUnprotected } from "./find_unprotected.ts";
import { type Finding, ok, wrong } from "./finding.ts";

/** What the database linter and our own test of the schema would find: a table without row level security, a grant too many. */
export async function checkProtection(
  sql: postgres.Sql,
  tables: readonly string[],
): Promise<Finding[]> {
  const problems = await findUnprotected(sql, tables);
  const findings = problems.map((problem) =>
    wrong(problem, "undo it: the migrations made it otherwise")
  );
  const [bucket] = await sql`
    select (select b.public from storage.buckets b where b.id = 'maskline-media') as public`;
  if (bucket!.public !== false) {
    findings.push(
      bucket!.public === null
        ? {
          state: "missing",
          what: "Storage bucket maskline-media",
          todo:
            "insert into storage.buckets (id, name, public) values ('maskline-media', 'maskline-media', false)",
        }
        : wrong(
          "Storage bucket maskline-media is public",
          "update storage.buckets set public = false where id = 'maskline-media'",
        ),
    );
  }
  return findings.length > 0
    ? findings
    : [ok("tables, functions and the media bucket are closed to others")];
}
