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
  create role maskline nologin;
exception when duplicate_object then
  -- Roles belong to the cluster: another database of it has Maskline too.
  null;
end
$$;

alter role maskline set statement_timeout = '10s';

grant usage on schema masking to maskline;
grant usage on schema private to authenticated;
