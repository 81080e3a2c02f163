create function masking.tell_sender(forward_id uuid, notice_encrypted text, now timestamptz)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message public.sms_messages;
  v_notice_id uuid;
begin
  select m.* into v_message
  from public.sms_forwards f join public.sms_messages m on m.id = f.message_id
  where f.id = tell_sender.forward_id;

  -- Once for a message, however many of its recipients it does not reach; and never about what the app itself said.
  if v_message.direction <> 'inbound' or tell_sender.notice_encrypted is null or (
    select count(*) > 1 from public.sms_forwards f
    where f.message_id = v_message.id and f.status in ('failed', 'undelivered')) then
    return;
  end if;

  perform from public.phone_conversations c where c.id = v_message.conversation_id for no key update;
  insert into public.sms_messages (conversation_id, direction, body_encrypted, outcome, created_at)
  values (v_message.conversation_id, 'outbound', tell_sender.notice_encrypted, 'forwarded', tell_sender.now)
  returning id into v_notice_id;
  insert into public.sms_forwards (message_id, conversation_id, recipient_participant_id, status, next_attempt_at, created_at)
  values (v_notice_id, v_message.conversation_id, v_message.sender_participant_id, 'queued', tell_sender.now, tell_sender.now);
end
$$;

comment on function masking.tell_sender(uuid, text, timestamptz) is
  'Tells the person who texted, once and neutrally, that the text of this forward did not arrive.';

revoke all on function masking.tell_sender(uuid, text, timestamptz) from public, anon, authenticated, service_role;
