import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { applyMigrations } from "../../../local/postgres/apply_migrations.ts";
import { applySupabaseShape } from "../../../local/postgres/apply_supabase_shape.ts";
import { startPostgres } from "../../../local/postgres/start_postgres.ts";
import { createConversation, importNumbers, person } from "../support/people.ts";
import { notice, postgres15 } from "../support/postgres_15.ts";
import { until } from "../../../local/process/until.ts";

const MIGRATIONS = fileURLToPath(new URL("../../migrations/", import.meta.url));

/** The jobs run at the full minute. */
const A_MINUTE_AND_MORE = 90_000;

Deno.test("A real pg_cron closes what is due", async () => {
  const debian = await postgres15();
  if (!debian?.hasCron) {
    return notice("cron jobs on a real pg_cron", "apt-get install postgresql-15-cron");
  }
  const server = await startPostgres({
    port: 0,
    binDir: debian.binDir,
    settings: {
      shared_preload_libraries: "pg_cron",
      "cron.database_name": "postgres",
      "cron.use_background_workers": "on",
    },
  });
  const sql = postgres(server.url, { max: 2, onnotice: () => {} });
  try {
    await applySupabaseShape(sql);
    await applyMigrations(sql, MIGRATIONS);
    const jobs = () => sql`select jobname, schedule, command from cron.job order by jobname`;
    const closeAndRelease = {
      jobname: "maskline-close-and-release",
      schedule: "* * * * *",
      command: "select masking.close_and_release()",
    };
    assert.deepEqual([...await jobs()], [closeAndRelease]);

    // Scheduling again is harmless.
    await sql`select masking.schedule_jobs()`;
    assert.deepEqual([...await jobs()], [closeAndRelease]);

    // As masking.schedule_jobs() does where pg_net is enabled too.
    await sql`
      select cron.schedule('maskline-expire-conversations', '* * * * *', 'select masking.call_expire_conversations()')`;

    await importNumbers(sql, 1);
    const past = new Date(Date.now() - 60_000);
    const { id } = await createConversation(sql, [person("a"), person("b")], {
      now: new Date(past.getTime() - 60_000),
      expiresAt: past,
      cooldownSeconds: 0,
    });
    await until("cron closed the conversation and released its numbers", async () => {
      const [row] = await sql`
        select c.status, count(p.released_at)::int as released
        from public.phone_conversations c
        join public.phone_conversation_participants p on p.conversation_id = c.id
        where c.id = ${id} group by c.status`;
      return row!.status === "closed" && row!.released === 2;
    }, A_MINUTE_AND_MORE);

    await until("cron says what the job of the function lacks", async () => {
      const rows =
        await sql`select return_message from cron.job_run_details where status = 'failed'`;
      return rows.some((row) => /pg_net and supabase_vault/.test(row.return_message));
    }, A_MINUTE_AND_MORE);
  } finally {
    await sql.end();
    await server.stop();
  }
});
