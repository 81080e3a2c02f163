import postgres from "postgres";
import { type Finding, missing, ok, wrong } from "./finding.ts";

const LOGIN = "alter role maskline login password '<a long random password>'";

/** Whether the role of the functions may log in, and can do nothing but call those functions that a migration grants it. */
export async function checkRole(
  sql: postgres.Sql,
  granted: ReadonlySet<string>,
): Promise<Finding[]> {
  const [role] = await sql`
    select r.rolcanlogin, r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication as mighty,
           array(select m.roleid::regrole::text from pg_catalog.pg_auth_members m where m.member = r.oid) as member_of
    from pg_catalog.pg_roles r where r.rolname = 'maskline'`;
  if (!role) return [missing("role maskline", "npx supabase db push --remote")];
  const findings = role.rolcanlogin ? [] : [missing("login of role maskline", LOGIN)];
  if (role.mighty) {
    findings.push(wrong(
      "role maskline may do more than call functions",
      "alter role maskline nosuperuser nobypassrls nocreaterole nocreatedb noreplication",
    ));
  }
  for (const other of role.member_of) {
    findings.push(wrong(`role maskline is a member of ${other}`, `revoke ${other} from maskline`));
  }
  for (const { name } of await reachableTables(sql)) {
    findings.push(
      wrong(`role maskline can reach ${name}`, `revoke all on ${name} from maskline, public`),
    );
  }
  const callable = await sql`
    select distinct p.proname as name from pg_catalog.pg_proc p
    where p.pronamespace = to_regnamespace('masking') and has_function_privilege('maskline', p.oid, 'execute')`;
  const names = new Set(callable.map((row) => row.name as string));
  for (const name of names.difference(granted)) {
    findings.push(
      wrong(`role maskline may call masking.${name}`, "revoke it: no migration grants it"),
    );
  }
  for (const name of granted.difference(names)) {
    findings.push(
      missing(`right of role maskline to call masking.${name}`, "grant it as its migration does"),
    );
  }
  return findings.length > 0
    ? findings
    : [ok("role maskline may log in and call the functions, nothing else")];
}

/** Where our own and people's data are; what extensions show everybody is no right of this role's. */
async function reachableTables(sql: postgres.Sql): Promise<{ name: string }[]> {
  return await sql`
    select c.oid::regclass::text as name
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'masking', 'private', 'auth', 'storage', 'vault') and c.relkind in ('r', 'p', 'v', 'm')
      and not exists (select from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
      and has_schema_privilege('maskline', n.oid, 'usage')
      and (has_any_column_privilege('maskline', c.oid, 'select, insert, update')
           or has_table_privilege('maskline', c.oid, 'delete, truncate'))
    order by name`;
}

/** Connects by `MASKLINE_DB_URL` as the functions do. */
export async function checkLogin(url: string): Promise<Finding> {
  const what = "connection by MASKLINE_DB_URL";
  const sql = postgres(url, { max: 1, prepare: false, connect_timeout: 10, onnotice: () => {} });
  try {
    const [row] = await sql`select masking.is_pool_number(number => '') as answered`;
    return row ? ok(what) : wrong(what, "it answers nothing");
  } catch (error) {
    return wrong(`${what} fails (${describeCode(error)})`, `mend the URL, or: ${LOGIN}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** By its code alone: a message may quote what is secret. */
function describeCode(error: unknown): string {
  return String((error as { code?: unknown }).code ?? "no answer");
}
