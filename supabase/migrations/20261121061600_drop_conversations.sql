create function masking.drop_conversations(max_count int, older_than timestamptz, now timestamptz default now())
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_dropped int;
begin
  with due as (
    select c.id
    from public.phone_conversations c
    where c.status = 'closed' and c.dropped_at is null and c.closed_at < drop_conversations.older_than
      and not exists (
        select from public.phone_conversation_participants p where p.conversation_id = c.id and p.released_at is null)
      and not exists (
        select from public.sms_forwards f
        where f.conversation_id = c.id and f.status in ('queued', 'sending', 'unknown'))
      and c.id not in (select masking.held_conversations())
    order by c.closed_at
    limit drop_conversations.max_count
    for no key update skip locked
  ),
  numbers as (
    update public.phone_conversation_participants p
    set phone_hash = null, phone_encrypted = null
    from due
    where p.conversation_id = due.id
  ),
  texts as (
    update public.sms_messages m
    set body_encrypted = null, media = '[]'
    from due
    where m.conversation_id = due.id and m.body_encrypted is not null
  ),
  recordings as (
    update public.phone_calls call
    set recording_expires_at = least(call.recording_expires_at, drop_conversations.now)
    from due
    where call.conversation_id = due.id and call.recording_sid is not null
  )
  update public.phone_conversations c
  set dropped_at = drop_conversations.now
  from due
  where c.id = due.id;
  get diagnostics v_dropped = row_count;
  return v_dropped;
end
$$;

comment on function masking.drop_conversations(int, timestamptz, timestamptz) is
  'Drops the numbers and texts of conversations that ended before older_than, and lets their recordings expire, but for those with a held binding, an unsettled '
  'forward or a legal hold; at most max_count.';

revoke all on function masking.drop_conversations(int, timestamptz, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.drop_conversations(int, timestamptz, timestamptz) to maskline;
