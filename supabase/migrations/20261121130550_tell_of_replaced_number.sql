create function masking.tell_of_replaced_number()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if masking.events_are_on() then
    perform masking.record_event('conversation.number_replaced', new.conversation_id, jsonb_build_object(
      'participant_id', new.moved_to, 'replaced_number', new.proxy_number, 'proxy_number', (
        select p.proxy_number from public.phone_conversation_participants p where p.id = new.moved_to)), new.left_at);
  end if;
  return null;
end
$$;

comment on function masking.tell_of_replaced_number() is
  'Whoever gives a participant another number, leaving the old pair to lead to the seat, has the app told: conversation.number_replaced.';

revoke all on function masking.tell_of_replaced_number() from public, anon, authenticated, service_role;

create trigger the_app_is_told_of_replaced_numbers
  after insert on public.phone_conversation_participants
  for each row when (new.moved_to is not null) execute function masking.tell_of_replaced_number();
