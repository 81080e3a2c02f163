create function masking.notify_participant(
  participant_id uuid, notice_encrypted jsonb, now timestamptz, is_answer boolean default false)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation public.phone_conversations;
  v_notice_id uuid;
begin
  -- The carrier would refuse it, and the number be taken for a bad one.
  if not exists (
    select from public.phone_conversation_participants p
    join public.phone_number_pool n on n.number = p.proxy_number
    where p.id = notify_participant.participant_id and n.sms
  ) then
    return;
  end if;

  select c.* into v_conversation
  from public.phone_conversations c
  where c.id = (select p.conversation_id from public.phone_conversation_participants p where p.id = notify_participant.participant_id)
  for no key update;

  insert into public.sms_messages (
    conversation_id, direction, body_encrypted, only_to_participant_id, is_answer, outcome, created_at)
  values (
    v_conversation.id, 'outbound', masking.in_language(notify_participant.notice_encrypted, v_conversation.language),
    notify_participant.participant_id, notify_participant.is_answer, 'forwarded', notify_participant.now)
  returning id into v_notice_id;
  insert into public.sms_forwards (message_id, conversation_id, recipient_participant_id, status, next_attempt_at, created_at)
  values (v_notice_id, v_conversation.id, notify_participant.participant_id, 'queued', notify_participant.now, notify_participant.now);
end
$$;

comment on function masking.notify_participant(uuid, jsonb, timestamptz, boolean) is
  'Queues a notice of the app''s to one participant alone, behind what this participant waits for already; with is_answer '
  'one that this participant has just asked for. Nothing where the number that was lent to this participant cannot text.';

revoke all on function masking.notify_participant(uuid, jsonb, timestamptz, boolean) from public, anon, authenticated, service_role;
