import assert from "node:assert/strict";
import { describeFinding } from "../../../local/deploy/describe_findings.ts";
import { faults, startCheckedDeployment } from "../support/checked_deployment.ts";

Deno.test("deploy:check looks at settings and database", async (t) => {
  const deployment = await startCheckedDeployment();
  const { stack, settings, check, withSettings } = deployment;
  const { sql, status } = stack;
  const breaks = deployment.breaker(t);

  try {
    await t.step("has nothing to say of a deployment that is whole", async () => {
      const findings = await check();
      assert.deepEqual(faults(findings), []);
      assert.deepEqual(
        findings.filter(({ state }) => state === "skipped").map(({ what }) => what),
        [
          "test text",
        ],
      );
      assert.ok(findings.length >= 25);
    });

    await t.step("says what it was not given to look at", async () => {
      const nothing = { functionsUrl: undefined, secretKey: undefined, settings: undefined };
      const findings = await check({ ...nothing, databaseUrl: undefined, textTo: undefined });
      assert.deepEqual(findings.map(({ state, what }) => [state, what]), [
        ["skipped", "settings"],
        ["skipped", "database"],
        ["skipped", "functions"],
        ["skipped", "pool and keys"],
        ["skipped", "test text"],
      ]);
    });

    await t.step("prints nothing secret, whatever is wrong", async () => {
      const findings = [
        ...await check(),
        ...await check({ ...withSettings({ TWILIO_AUTH_TOKEN: "another token" }) }),
        ...await check({ ...withSettings({ PHONE_ENCRYPTION_KEY: "a short one" }) }),
        ...await check({ databaseUrl: settings.MASKLINE_DB_URL }),
      ];
      const printed = findings.map(describeFinding).join("\n");
      for (
        const secret of [
          ...[settings.PHONE_ENCRYPTION_KEY!, settings.SMS_HOOK_SECRET!, "another token"],
          ...["a short one", status.secret_key, status.twilio_auth_token],
          ...[status.db_url, settings.MASKLINE_DB_URL!].map((url) => new URL(url).password),
        ]
      ) assert.ok(!printed.includes(secret), secret);
    });

    await breaks(
      "names a setting that is missing",
      /^missing\s+setting TWILIO_ACCOUNT_SID/,
      withSettings({ TWILIO_ACCOUNT_SID: "" }),
    );
    await breaks(
      "names a setting that is wrong",
      /^wrong\s+setting VOICE_PIN_LENGTH/,
      withSettings({ VOICE_PIN_LENGTH: "9" }),
    );
    await breaks(
      "names a setting that nothing reads",
      /^wrong\s+setting TWILIO_TOKEN/,
      withSettings({ TWILIO_TOKEN: "x" }),
    );
    await breaks(
      "names a setting that only the platform sets",
      /^wrong\s+setting SUPABASE_URL/,
      withSettings({ SUPABASE_URL: "https://example.com" }),
    );
    await breaks(
      "wants the functions to connect as maskline",
      /^missing\s+setting MASKLINE_DB_URL/,
      withSettings({ MASKLINE_DB_URL: "" }),
    );
    await breaks(
      "sees that another role connects",
      /^wrong\s+setting MASKLINE_DB_URL/,
      withSettings({ MASKLINE_DB_URL: status.db_url }),
    );
    await breaks(
      "sees that the role cannot connect",
      /^wrong\s+connection by MASKLINE_DB_URL fails \(28P01\)/,
      withSettings({ MASKLINE_DB_URL: settings.MASKLINE_DB_URL!.replace(/:[^:@]+@/, ":wrong@") }),
    );
    const [newest] = await sql`
      select version, name from supabase_migrations.schema_migrations order by version desc limit 1`;
    await breaks(
      "sees a migration that was not applied",
      /^missing\s+migrations: 1 of \d+ are not applied/,
      () =>
        sql`delete from supabase_migrations.schema_migrations where version = ${newest!.version}`,
      () =>
        sql`insert into supabase_migrations.schema_migrations (version, name) values (${
          newest!.version
        }, ${newest!.name})`,
    );
    await breaks(
      "sees a database that is newer",
      /^wrong\s+migrations: the database has 1 that are newer/,
      () =>
        sql`insert into supabase_migrations.schema_migrations (version) values ('29991231000000')`,
      () => sql`delete from supabase_migrations.schema_migrations where version = '29991231000000'`,
    );
    await breaks(
      "sees a table without row level security",
      /^wrong\s+table rate_limits has no row level security/,
      () => sql`alter table public.rate_limits disable row level security`,
      () => sql`alter table public.rate_limits enable row level security`,
    );
    await breaks(
      "sees a function that anybody may call",
      /^wrong\s+function masking\.prune.* can be executed by anon/,
      () =>
        sql`grant execute on all functions in schema masking to anon`.then(() =>
          sql`revoke execute on all functions in schema masking from anon`
        ).then(() => sql`grant execute on function masking.prune to anon`),
      () => sql`revoke execute on function masking.prune from anon`,
    );
    await breaks(
      "leaves the app's own tables alone, and sees that pictures lie open",
      /^wrong\s+Storage bucket maskline-media is public/,
      () =>
        sql.unsafe(
          "create table public.of_the_app (id int); update storage.buckets set public = true",
        ),
      () => sql.unsafe("drop table public.of_the_app; update storage.buckets set public = false"),
    );
    await breaks(
      "sees that there is no bucket",
      /^missing\s+Storage bucket maskline-media/,
      () => sql`update storage.buckets set id = 'other'`,
      () => sql`update storage.buckets set id = 'maskline-media'`,
    );

    await breaks(
      "sees that maskline may do more",
      /^wrong\s+role maskline may do more than call functions/,
      () => sql`alter role maskline bypassrls`,
      () => sql`alter role maskline nobypassrls`,
    );
    await breaks(
      "sees that maskline is somebody else as well",
      /^wrong\s+role maskline is a member of authenticated/,
      () => sql`grant authenticated to maskline with inherit false`,
      () => sql`revoke authenticated from maskline`,
    );
    await breaks(
      "sees a table that maskline can reach",
      /^wrong\s+role maskline can reach auth\.users/,
      () =>
        sql.unsafe(
          "grant usage on schema auth to maskline; grant select (id) on auth.users to maskline",
        ),
      () =>
        sql.unsafe(
          "revoke all on schema auth from maskline; revoke select (id) on auth.users from maskline",
        ),
    );
    await breaks(
      "sees a function that maskline may call and need not",
      /^wrong\s+role maskline may call masking\.schedule_jobs/,
      () => sql`grant execute on function masking.schedule_jobs to maskline`,
      () => sql`revoke execute on function masking.schedule_jobs from maskline`,
    );
    await breaks(
      "sees a function that maskline may not call and has to",
      /^missing\s+right of role maskline to call masking\.prune/,
      () => sql`revoke execute on function masking.prune from maskline`,
      () => sql`grant execute on function masking.prune to maskline`,
    );

    for (const name of ["pg_cron", "pg_net", "supabase_vault"]) {
      await t.step(`sees that the extension ${name} is not enabled`, async () => {
        await sql`update pg_catalog.pg_extension set extname = 'x' where extname = ${name}`;
        const found = faults(await check()).map(describeFinding);
        await sql`update pg_catalog.pg_extension set extname = ${name} where extname = 'x'`;
        assert.equal(found.length, 1);
        assert.match(found[0]!, new RegExp(`^missing\\s+extension ${name}: enable it`));
      });
    }
    const job = "maskline-expire-conversations";
    const again = () => sql`select masking.schedule_jobs()`;
    const forget = () => sql`delete from cron.job_run_details`;
    const ran = (result: string, minutesAgo: number) =>
      sql`
      insert into cron.job_run_details (jobid, status, return_message, start_time)
      select jobid, ${result}, 'x', now() - make_interval(mins => ${minutesAgo}) from cron.job where jobname = ${job}`;
    await breaks(
      "sees a job that is not scheduled",
      /^missing\s+job maskline-expire-conversations: select masking\.schedule_jobs/,
      () => sql`select cron.unschedule(${job})`,
      again,
    );
    await breaks(
      "sees a job that was changed",
      /^wrong\s+job maskline-expire-conversations is not as we schedule it/,
      () => sql`update cron.job set schedule = '0 * * * *' where jobname = ${job}`,
      again,
    );
    await breaks(
      "sees a job that is switched off",
      /^wrong\s+job maskline-expire-conversations is switched off/,
      () => sql`update cron.job set active = false where jobname = ${job}`,
      () => sql`update cron.job set active = true`,
    );
    await breaks(
      "sees a job that fails",
      /^wrong\s+job maskline-expire-conversations: its last run failed/,
      () => ran("succeeded", 2).then(() => ran("failed", 1)),
      forget,
    );
    await breaks(
      "sees that cron has stopped",
      /^wrong\s+job maskline-expire-conversations has stopped running/,
      () => ran("succeeded", 6),
      forget,
    );
    const setSecret = (name: string, value: string) =>
      sql`update vault.secrets set secret = ${value} where name = ${name}`;
    await breaks(
      "sees a secret that Vault lacks",
      /^missing\s+Vault's maskline_secret_key: select vault\.create_secret/,
      () => sql`update vault.secrets set name = 'other' where name = 'maskline_secret_key'`,
      () => sql`update vault.secrets set name = 'maskline_secret_key' where name = 'other'`,
    );
    await breaks(
      "sees that cron calls another project",
      /^wrong\s+Vault's maskline_functions_url is another URL/,
      () => setSecret("maskline_functions_url", "https://other.supabase.co/functions/v1"),
      () => setSecret("maskline_functions_url", stack.functionsUrl),
    );
    await breaks(
      "sees that cron's key was revoked",
      /^wrong\s+Vault's maskline_secret_key is refused/,
      () => setSecret("maskline_secret_key", "sb_secret_revoked"),
      () => setSecret("maskline_secret_key", status.secret_key),
    );
  } finally {
    await stack.stop();
  }
});
