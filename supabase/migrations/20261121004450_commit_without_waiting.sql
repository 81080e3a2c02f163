create function masking.commit_without_waiting()
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  perform set_config('synchronous_commit', 'off', true);
end
$$;

comment on function masking.commit_without_waiting() is
  'Has this transaction not wait for the disk. For what the carrier knows too: should Postgres crash within the next half second and '
  'forget it, the lease of the text ends and it is looked up at the carrier, or its status is asked for. Never for a claim: a text that '
  'is sent on a claim that is forgotten would be sent twice.';

revoke all on function masking.commit_without_waiting() from public, anon, authenticated, service_role;
