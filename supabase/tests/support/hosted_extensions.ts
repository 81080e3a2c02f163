import type postgres from "postgres";

/**
 * What of pg_cron, pg_net and Vault is used, for a Postgres that has none of them: the catalog says that they are enabled, their tables
 * and functions are there, and nothing runs by itself. Needs a superuser.
 */
export async function addHostedExtensions(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create schema cron;
    create table cron.job (
      jobid bigint generated always as identity primary key, jobname text unique, schedule text, command text, active boolean default true);
    create table cron.job_run_details (
      jobid bigint, runid bigint generated always as identity primary key, status text, return_message text,
      start_time timestamptz, end_time timestamptz);
    create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql as $$
      insert into cron.job (jobname, schedule, command) values (job_name, schedule, command)
      on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command returning jobid $$;
    create function cron.alter_job(job_id bigint, active boolean) returns void language sql as $$
      update cron.job j set active = alter_job.active where j.jobid = job_id $$;
    create function cron.unschedule(job_name text) returns boolean language sql as $$
      delete from cron.job where jobname = job_name returning true $$;

    create schema net;
    create table net._http_response (id bigint, status_code int, error_msg text, created timestamptz);
    create function net.http_post(url text, body jsonb, headers jsonb, timeout_milliseconds int) returns bigint language sql as 'select 1';

    create schema vault;
    create table vault.secrets (id uuid primary key default gen_random_uuid(), name text unique, secret text);
    create view vault.decrypted_secrets as select id, name, secret as decrypted_secret from vault.secrets;
    create function vault.create_secret(new_secret text, new_name text) returns uuid language sql as $$
      insert into vault.secrets (name, secret) values (new_name, new_secret) returning id $$;
    create function vault.update_secret(secret_id uuid, new_secret text) returns void language sql as $$
      update vault.secrets set secret = new_secret where id = secret_id $$;

    insert into pg_catalog.pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
    values (900001, 'pg_cron', 10, 'cron'::regnamespace, false, '1.6'),
           (900002, 'pg_net', 10, 'net'::regnamespace, false, '0.14'),
           (900003, 'supabase_vault', 10, 'vault'::regnamespace, false, '0.3');`);
}
