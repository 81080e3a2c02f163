import postgres from "postgres";
import type { Sql } from "../../supabase/functions/_shared/db/connect.ts";

/** Self time of each SQL function for roles that have `track_functions = all`; their connections tell it when they end. */
export async function profileSqlFunctions(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ name: string; calls: number; milliseconds: number; each: number }[]>`
    select schemaname || '.' || funcname as name, calls::int as calls, self_time as milliseconds, self_time / calls as each
    from pg_stat_user_functions where calls > 0 order by self_time desc limit 15`;
  return [
    "Postgres, self time by SQL function, commits left out:",
    ...rows.map(({ name, calls, milliseconds, each }) =>
      `${milliseconds.toFixed(0).padStart(8)} ms ${String(calls).padStart(8)} calls of ${
        each.toFixed(3)
      } ms  ${name}`
    ),
  ];
}

/** `explain (analyze, buffers)` of each statement that `work` makes Postgres run, those within functions too, the longest in full. */
export async function explainStatements(
  url: string,
  work: (sql: Sql) => Promise<unknown>,
): Promise<string[]> {
  const plans: { milliseconds: number; plan: string }[] = [];
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice({ message = "" }) {
      const [, duration, plan] = /^duration: ([\d.]+) ms +plan:\n([^]*)$/.exec(message) ?? [];
      if (plan !== undefined) plans.push({ milliseconds: Number(duration), plan });
    },
  });
  try {
    // Plans are made and kept before anything is shown.
    for (let round = 0; round < 10; round++) await work(sql);
    await sql.unsafe(
      `load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on;
      set auto_explain.log_buffers = on; set auto_explain.log_nested_statements = on; set auto_explain.log_level = notice`,
    );
    plans.length = 0;
    await work(sql);
  } finally {
    await sql.end();
  }
  plans.sort((a, b) => b.milliseconds - a.milliseconds);
  const title = (plan: string) =>
    plan.split(/\n(?=\S)/)[0]!.replace("Query Text: ", "").replaceAll(/\s+/g, " ").slice(0, 110);
  return [
    `Postgres, the ${plans.length} statements of one text, timing included (a function holds what it calls):`,
    ...plans.slice(0, 20).map(({ milliseconds, plan }) =>
      `${milliseconds.toFixed(3).padStart(8)} ms  ${title(plan)}`
    ),
    ...plans.slice(0, 6).flatMap((
      { milliseconds, plan },
    ) => ["", `${milliseconds} ms`, plan.trimEnd()]),
  ];
}
