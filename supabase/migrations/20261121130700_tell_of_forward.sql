create function masking.tell_of_forward()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message record;
  v_data jsonb;
begin
  if not masking.events_are_on() then
    return null;
  end if;
  select m.sender_participant_id, m.parts, m.leak_guard into v_message from public.sms_messages m where m.id = new.message_id;
  v_data := jsonb_build_object(
    'message_id', new.message_id, 'forward_id', new.id, 'part', new.part, 'parts', v_message.parts, 'status', new.status,
    'sender_id', v_message.sender_participant_id, 'recipient_id', new.recipient_participant_id);

  if new.status in ('sent', 'delivered') then
    perform masking.record_event('message.relayed', new.conversation_id, v_data, new.sent_at);
  -- That a muted person gets nothing is as that person wants it.
  elsif new.status <> 'suppressed' or not exists (
    select from public.phone_conversation_participants p
    where p.id = new.recipient_participant_id and p.muted_at is not null) then
    perform masking.record_event('message.failed', new.conversation_id, v_data || jsonb_build_object('reason', case
      when new.status <> 'suppressed' then new.error_code
      when v_message.leak_guard = 'blocked' then 'leak_guard'
      when exists (
        select from public.policy_decisions d where d.message_id = new.message_id and d.state = 'dropped') then 'policy'
      else 'not_wanted' end), now());
  end if;
  return null;
end
$$;

comment on function masking.tell_of_forward() is
  'Whoever settles a forward has the app told: message.relayed once the carrier has taken it, message.failed when it does not arrive.';

revoke all on function masking.tell_of_forward() from public, anon, authenticated, service_role;

create trigger the_app_is_told_of_settled_forwards
  after update of status on public.sms_forwards
  for each row when (
    new.status <> old.status and new.status in ('sent', 'delivered', 'undelivered', 'failed', 'suppressed')
    and (old.status <> 'sent' or new.status <> 'delivered'))
  execute function masking.tell_of_forward();

create trigger the_app_is_told_of_suppressed_forwards
  after insert on public.sms_forwards
  for each row when (new.status = 'suppressed') execute function masking.tell_of_forward();
