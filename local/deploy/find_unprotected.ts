import type postgres from "postgres";

/**
 * Every way in which an object of ours can lack protection, found in the catalogs: a new object without it shows by itself. `tables`:
 * those in `public` that are ours; all of them without it.
 */
export async function findUnprotected(
  sql: postgres.Sql | postgres.TransactionSql,
  tables: readonly string[] | null = null,
): Promise<string[]> {
  const rows = await sql<{ problem: string }[]>`
    with ours as (
      select c.oid, c.relname, c.relrowsecurity, n.nspname
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'masking', 'private') and c.relkind in ('r', 'p')
        and (n.nspname <> 'public' or ${tables as
    | string[]
    | null}::text[] is null or c.relname = any(${tables as string[] | null}::text[]))
    ),
    functions as (
      select p.* , n.nspname from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('masking', 'private') or n.nspname = 'public' and ${tables as
    | string[]
    | null}::text[] is null
    )
    select format('table %I has no row level security', o.relname) as problem
    from ours o
    where not o.relrowsecurity
    union all
    select format('table %I has no policy', o.relname)
    from ours o
    where o.nspname = 'public' and not exists (select from pg_catalog.pg_policy p where p.polrelid = o.oid)
    union all
    select format('function %s has a mutable search path', p.oid::regprocedure)
    from functions p
    where not coalesce(p.proconfig @> array['search_path=""'], false)
    union all
    select format('function %s can be executed by %s', p.oid::regprocedure, r.role)
    from functions p
    cross join (values ('anon'), ('authenticated'), ('service_role')) r(role)
    where has_function_privilege(r.role, p.oid, 'execute')
      and not (p.nspname = 'private' and r.role = 'authenticated')
    union all
    select format('%s may %s %s', g.grantee, g.privilege_type, g.table_name)
    from information_schema.role_table_grants g
    join ours o on o.nspname = g.table_schema and o.relname = g.table_name
    where g.grantee in ('anon', 'authenticated', 'service_role', 'maskline', 'PUBLIC')
    union all
    select format('%s may %s %s.%s', g.grantee, g.privilege_type, g.table_name, g.column_name)
    from information_schema.role_column_grants g
    join ours o on o.nspname = g.table_schema and o.relname = g.table_name
    where o.nspname = 'public' and g.grantee in ('anon', 'authenticated', 'service_role', 'maskline', 'PUBLIC')
      and (g.privilege_type <> 'SELECT' or g.grantee in ('anon', 'maskline', 'PUBLIC')
           or g.column_name ~ '(hash|encrypted|people_key|verification)')
    union all
    select format('%s may use schema %s', r.role, n.nspname)
    from pg_catalog.pg_namespace n cross join (values ('anon'), ('authenticated'), ('service_role')) r(role)
    where n.nspname in ('masking', 'private') and has_schema_privilege(r.role, n.oid, 'usage')
      and not (n.nspname = 'private' and r.role = 'authenticated')
    union all
    select format('policy %s on %s does not name its roles', p.polname, p.polrelid::regclass)
    from pg_catalog.pg_policy p join ours o on o.oid = p.polrelid where p.polroles = '{0}'
    order by problem`;
  return rows.map((row) => row.problem);
}
