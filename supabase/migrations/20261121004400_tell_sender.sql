create function masking.tell_sender(forward_id uuid, notice_encrypted jsonb, now timestamptz)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message public.sms_messages;
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

  perform masking.notify_participant(v_message.sender_participant_id, tell_sender.notice_encrypted, tell_sender.now);
end
$$;

comment on function masking.tell_sender(uuid, jsonb, timestamptz) is
  'Tells the person who texted, once and neutrally, that the text of this forward did not arrive.';

revoke all on function masking.tell_sender(uuid, jsonb, timestamptz) from public, anon, authenticated, service_role;
