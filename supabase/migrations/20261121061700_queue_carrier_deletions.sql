create function masking.queue_carrier_deletions(max_count int, older_than timestamptz, now timestamptz default now())
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_queued int;
begin
  with held as materialized (
    select masking.held_conversations() as conversation_id
  ),
  messages as (
    update public.sms_messages m
    set carrier_copy = false
    where m.id in (
      select old.id
      from public.sms_messages old
      where old.carrier_copy and old.provider_sid is not null and old.created_at < queue_carrier_deletions.older_than
        and not exists (select from held where held.conversation_id = old.conversation_id)
      order by old.created_at
      limit queue_carrier_deletions.max_count
      for update skip locked)
    returning m.provider_sid
  ),
  forwards as (
    update public.sms_forwards f
    set carrier_copy = false
    where f.id in (
      select old.id
      from public.sms_forwards old
      where old.carrier_copy and old.provider_sid is not null and old.created_at < queue_carrier_deletions.older_than
        -- One that is on its way may be asked for its status for a day.
        and (old.status in ('delivered', 'undelivered', 'failed')
             or old.status = 'sent' and old.sent_at < queue_carrier_deletions.now - interval '1 day')
        and not exists (select from held where held.conversation_id = old.conversation_id)
      order by old.created_at
      limit queue_carrier_deletions.max_count
      for update skip locked)
    returning f.provider_sid
  ),
  calls as (
    update public.phone_calls c
    set carrier_copy = false
    where c.id in (
      select old.id
      from public.phone_calls old
      where old.carrier_copy and old.provider_sid is not null and old.created_at < queue_carrier_deletions.older_than
        and old.ended_at is not null
        and not exists (select from held where held.conversation_id = old.conversation_id)
      order by old.created_at
      limit queue_carrier_deletions.max_count
      for update skip locked)
    returning c.provider_sid
  )
  insert into public.carrier_deletions (provider_sid, next_attempt_at, created_at)
  select copies.provider_sid, queue_carrier_deletions.now, queue_carrier_deletions.now
  from (select * from messages union all select * from forwards union all select * from calls) copies
  on conflict on constraint provider_sid_names_one_deletion do nothing;
  get diagnostics v_queued = row_count;
  return v_queued;
end
$$;

comment on function masking.queue_carrier_deletions(int, timestamptz, timestamptz) is
  'Queues the deletion of the carrier''s copies from before older_than that are not under a legal hold; at most max_count of texts '
  'that came in, of those that went out, and of calls.';

revoke all on function masking.queue_carrier_deletions(int, timestamptz, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.queue_carrier_deletions(int, timestamptz, timestamptz) to maskline;
