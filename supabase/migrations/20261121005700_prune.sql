create function masking.prune(max_count int, now timestamptz default now())
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_pruned int;
begin
  with old_limits as (
    delete from public.rate_limits r
    where r.id in (
      select old.id from public.rate_limits old
      -- No window is longer than a day.
      where old.window_start < prune.now - interval '2 days'
      order by old.window_start
      limit prune.max_count
      for update skip locked)
    returning 1
  ),
  old_keys as (
    delete from public.idempotency_keys k
    where k.id in (
      select old.id from public.idempotency_keys old
      where old.created_at < prune.now - interval '1 day'
      order by old.created_at
      limit prune.max_count
      for update skip locked)
    returning 1
  ),
  unproved_phones as (
    delete from public.user_phone_numbers u
    where u.id in (
      select old.id from public.user_phone_numbers old
      where old.verified_at is null and old.verification_expires_at < prune.now - interval '1 day'
      order by old.verification_expires_at
      limit prune.max_count
      for update skip locked)
    returning 1
  ),
  old_waits as (
    delete from public.carrier_deletions d
    where d.id in (
      select old.id from public.carrier_deletions old
      where old.provider_sid is null and old.created_at < prune.now - interval '2 days'
      order by old.created_at
      limit prune.max_count
      for update skip locked)
    returning 1
  ),
  old_events as (
    delete from public.outgoing_events e
    where e.id in (
      select old.id from public.outgoing_events old
      where old.created_at < prune.now - interval '30 days'
      order by old.created_at
      limit prune.max_count
      for update skip locked)
    returning 1
  )
  select (select count(*) from old_limits) + (select count(*) from old_keys) + (select count(*) from unproved_phones)
         + (select count(*) from old_waits) + (select count(*) from old_events)
  into v_pruned;
  return v_pruned;
end
$$;

comment on function masking.prune(int, timestamptz) is
  'Deletes rate limits of windows long past (the longest is a day), idempotency keys of a day ago, numbers nobody proved, '
  'what waits in vain for the carrier''s id of an erased text, and events of 30 days ago.';

revoke all on function masking.prune(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.prune(int, timestamptz) to maskline;
