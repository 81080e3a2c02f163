create function masking.prune_audit(max_count int, older_than timestamptz)
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_pruned int;
begin
  delete from public.access_audit a
  where a.id in (
    select old.id from public.access_audit old
    -- By the clock of the database: whoever calls this may not say what time it is.
    where old.at < least(prune_audit.older_than, clock_timestamp() - interval '90 days')
    order by old.at
    limit prune_audit.max_count
    for update skip locked);
  get diagnostics v_pruned = row_count;
  return v_pruned;
end
$$;

comment on function masking.prune_audit(int, timestamptz) is 'Drops the oldest rows of the access audit; none of the last ninety days, whatever it is asked for.';

revoke all on function masking.prune_audit(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.prune_audit(int, timestamptz) to maskline;
