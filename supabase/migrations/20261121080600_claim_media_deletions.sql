create function masking.claim_media_deletions(max_count int, now timestamptz default now())
returns setof text
language sql security definer
set search_path = ''
as $$
  update public.media_deletions d
  set attempts = d.attempts + 1,
      next_attempt_at = claim_media_deletions.now + least(interval '1 minute' * 2 ^ least(d.attempts, 20), interval '1 day')
  where d.path in (
    select due.path
    from public.media_deletions due
    where due.next_attempt_at <= claim_media_deletions.now
    order by due.next_attempt_at
    limit claim_media_deletions.max_count
    for update skip locked)
  returning d.path;
$$;

comment on function masking.claim_media_deletions(int, timestamptz) is
  'Files to remove from the store now. Each is given to one caller; what the caller does not settle is due again after a minute, '
  'doubled with each attempt up to a day.';

revoke all on function masking.claim_media_deletions(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_media_deletions(int, timestamptz) to maskline;
