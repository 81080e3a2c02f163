create function masking.claim_statuses(max_count int, now timestamptz default now())
returns table (forward_id uuid, provider_sid text)
language sql security definer
set search_path = ''
as $$
  update public.sms_forwards f
  set next_attempt_at = claim_statuses.now + interval '1 hour'
  where f.id in (
    select silent.id
    from public.sms_forwards silent
    where silent.status = 'sent' and silent.next_attempt_at <= claim_statuses.now
      and silent.sent_at > claim_statuses.now - interval '1 day'
    order by silent.next_attempt_at
    limit claim_statuses.max_count
    for update skip locked)
  returning f.id, f.provider_sid;
$$;

comment on function masking.claim_statuses(int, timestamptz) is
  'Sent forwards of which no status callback has told for a while; each is given to one caller an hour, for a day.';

revoke all on function masking.claim_statuses(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_statuses(int, timestamptz) to maskline;
