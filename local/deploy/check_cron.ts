import type postgres from "postgres";
import { callFunctions } from "./call_functions.ts";
import { type Finding, missing, ok, wrong } from "./finding.ts";

const SCHEDULE = "select masking.schedule_jobs()";
const ENABLE = "enable it (Database, Extensions)";

const EXTENSIONS = [
  ["pg_cron", `${ENABLE}, then: ${SCHEDULE}`],
  ["pg_net", `${ENABLE}, then: ${SCHEDULE}`],
  ["supabase_vault", ENABLE],
] as const;

const JOBS = {
  "maskline-close-and-release": "select masking.close_and_release()",
  "maskline-expire-conversations": "select masking.call_expire_conversations()",
};

const SECRETS = {
  maskline_functions_url: "the base URL of the functions",
  maskline_secret_key: "a secret key of the project",
};

/** The extensions, the jobs and whether they run, and what the job of the function takes from Vault. */
export async function checkCron(
  sql: postgres.Sql,
  functionsUrl: string | undefined,
): Promise<Finding[]> {
  const rows = await sql`select extname from pg_catalog.pg_extension`;
  const enabled = new Set(rows.map((row) => row.extname as string));
  return [
    ...EXTENSIONS.map(([name, todo]) =>
      enabled.has(name) ? ok(`extension ${name}`) : missing(`extension ${name}`, todo)
    ),
    ...(enabled.has("pg_cron") ? await checkJobs(sql) : []),
    ...(enabled.has("supabase_vault") ? await checkVault(sql, functionsUrl) : []),
  ];
}

/** `late`: the job began to run once, but not within the last five minutes. */
type Job = {
  jobname: string;
  schedule: string;
  command: string;
  active: boolean;
  status: string | null;
  late: boolean;
};

async function checkJobs(sql: postgres.Sql): Promise<Finding[]> {
  const jobs = await sql<Job[]>`
    select j.jobname, j.schedule, j.command, j.active, d.status, d.start_time < now() - interval '5 minutes' as late
    from cron.job j left join lateral (
      select r.status, r.start_time from cron.job_run_details r
      where r.jobid = j.jobid and r.status in ('succeeded', 'failed') order by r.start_time desc limit 1) d on true`;
  return Object.entries(JOBS).map(([name, command]) => {
    const what = `job ${name}`;
    const job = jobs.find(({ jobname }) => jobname === name);
    if (!job) return missing(what, SCHEDULE);
    if (job.schedule !== "* * * * *" || job.command !== command) {
      return wrong(`${what} is not as we schedule it`, SCHEDULE);
    }
    if (!job.active) return wrong(`${what} is switched off`, activate(name));
    if (job.late) {
      return wrong(`${what} has stopped running`, "restart the database, which starts pg_cron");
    }
    return job.status === "failed"
      ? wrong(`${what}: its last run failed`, "see return_message in cron.job_run_details")
      : ok(`${what}${job.status === null ? ", which has not run yet" : ""}`);
  });
}

const activate = (name: string) =>
  `select cron.alter_job(jobid, active := true) from cron.job where jobname = '${name}'`;

async function checkVault(
  sql: postgres.Sql,
  functionsUrl: string | undefined,
): Promise<Finding[]> {
  const secrets = await sql`
    select name, decrypted_secret as value from vault.decrypted_secrets where name in ${
    sql(Object.keys(SECRETS))
  }`;
  return await Promise.all(
    Object.entries(SECRETS).map(async ([name, holds]) => {
      const value = secrets.find((secret) => secret.name === name)?.value as string | undefined;
      const what = `Vault's ${name}`;
      if (!value) return missing(what, `select vault.create_secret('<${holds}>', '${name}')`);
      if (name === "maskline_functions_url") {
        return functionsUrl === undefined || value === functionsUrl
          ? ok(what)
          : wrong(`${what} is another URL than the one checked`, "put the right one into Vault");
      }
      const url = secrets.find((secret) => secret.name === "maskline_functions_url")?.value;
      return functionsUrl !== undefined && url === functionsUrl
        ? await checkKey(functionsUrl, value, what)
        : ok(what);
    }),
  );
}

/** Whether the functions take the key. */
async function checkKey(functionsUrl: string, key: string, what: string): Promise<Finding> {
  const { status } = await callFunctions(functionsUrl, "GET", "/masking/pool", {
    headers: { apikey: key },
  });
  return status === 401 || status === 403
    ? wrong(
      `${what} is refused by the functions`,
      "put a secret key that is not revoked into Vault",
    )
    : ok(what);
}
