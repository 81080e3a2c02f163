create function masking.claim_lost_calls(max_count int, now timestamptz default now())
returns table (call_id uuid, provider_sid text, parent_sid text)
language sql security definer
set search_path = ''
as $$
  with lost as (
    update public.phone_calls c
    set next_check_at = claim_lost_calls.now + interval '5 minutes'
    where c.id in (
      select silent.id
      from public.phone_calls silent
      where silent.ended_at is null and silent.next_check_at <= claim_lost_calls.now
      order by silent.next_check_at
      limit claim_lost_calls.max_count
      for update skip locked)
    returning c.id, c.provider_sid, c.parent_id
  )
  select l.id, l.provider_sid, (select parent.provider_sid from public.phone_calls parent where parent.id = l.parent_id)
  from lost l;
$$;

comment on function masking.claim_lost_calls(int, timestamptz) is
  'Calls of which no callback has told the end for a while; each is given to one caller in five minutes.';

revoke all on function masking.claim_lost_calls(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_lost_calls(int, timestamptz) to maskline;
