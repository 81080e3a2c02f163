create function masking.tell_of_late_message()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if masking.events_are_on() then
    perform masking.record_event('message.late', new.conversation_id, jsonb_build_object(
      'message_id', new.id, 'participant_id', new.sender_participant_id), new.created_at);
  end if;
  return null;
end
$$;

comment on function masking.tell_of_late_message() is 'A text after the end has the app told: message.late.';

revoke all on function masking.tell_of_late_message() from public, anon, authenticated, service_role;

create trigger the_app_is_told_of_late_messages
  after insert on public.sms_messages
  for each row when (new.outcome = 'conversation_closed' and new.conversation_id is not null)
  execute function masking.tell_of_late_message();
