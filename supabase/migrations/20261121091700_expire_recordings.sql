create function masking.expire_recordings(max_count int, now timestamptz default now())
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_expired int;
begin
  with expired as (
    select c.id, c.recording_sid
    from public.phone_calls c
    where c.recording_sid is not null and c.recording_expires_at <= expire_recordings.now
      and c.conversation_id not in (select masking.held_conversations())
    order by c.recording_expires_at
    limit expire_recordings.max_count
    for update skip locked
  ),
  queued as (
    insert into public.carrier_deletions (provider_sid, next_attempt_at, created_at)
    select e.recording_sid, expire_recordings.now, expire_recordings.now from expired e
    on conflict on constraint provider_sid_names_one_deletion do nothing
  )
  update public.phone_calls c
  set recording_sid = null, recording_seconds = null, recording_expires_at = null
  from expired e
  where c.id = e.id;
  get diagnostics v_expired = row_count;
  return v_expired;
end
$$;

comment on function masking.expire_recordings(int, timestamptz) is
  'Forgets voicemails and recorded talks whose time is up, but for those under a legal hold, and queues their deletion at the carrier; at most max_count.';

revoke all on function masking.expire_recordings(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.expire_recordings(int, timestamptz) to maskline;
