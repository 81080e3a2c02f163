-- masking: everything that only the Edge Functions call; never exposed by the Data API.
-- private: what row level security policies ask; never exposed by the Data API either.
create schema masking;
create schema private;

revoke all on schema masking from public;
revoke all on schema private from public;

-- The role that the Edge Functions may connect as instead of postgres: it can do nothing but call the functions in masking.
-- Give it a password to use it: alter role maskline login password '…'.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'maskline') then
    create role maskline nologin;
  end if;
end
$$;

alter role maskline set statement_timeout = '10s';

grant usage on schema masking to maskline;
grant usage on schema private to authenticated;
