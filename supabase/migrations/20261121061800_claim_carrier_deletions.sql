create function masking.claim_carrier_deletions(max_count int, now timestamptz default now())
returns table (sid text, media_only boolean)
language plpgsql security definer
set search_path = ''
as $$
begin
  return query
  update public.carrier_deletions d
  set attempts = d.attempts + 1,
      next_attempt_at = claim_carrier_deletions.now + least(interval '1 minute' * 2 ^ least(d.attempts, 20), interval '1 day')
  where d.id in (
    select due.id
    from public.carrier_deletions due
    where due.provider_sid is not null and due.next_attempt_at <= claim_carrier_deletions.now
      and not exists (
        select from public.sms_messages m
        where m.provider_sid = due.provider_sid and m.conversation_id in (select masking.held_conversations()))
      and not exists (
        select from public.sms_forwards f
        where f.provider_sid = due.provider_sid and f.conversation_id in (select masking.held_conversations()))
      and not exists (
        select from public.phone_calls c
        where due.provider_sid in (c.provider_sid, c.recording_sid) and c.conversation_id in (select masking.held_conversations()))
    order by due.next_attempt_at
    limit claim_carrier_deletions.max_count
    for update skip locked)
  returning d.provider_sid, d.media_only;
end
$$;

comment on function masking.claim_carrier_deletions(int, timestamptz) is
  'Copies, or with media_only the files of one, to delete at the carrier now, but for those under a legal hold. Each is given to one caller; what the caller does not settle is due again after a minute, '
  'doubled with each attempt up to a day.';

revoke all on function masking.claim_carrier_deletions(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_carrier_deletions(int, timestamptz) to maskline;
