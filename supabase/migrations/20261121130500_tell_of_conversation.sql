create function masking.tell_of_conversation()
returns trigger
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
begin
  if not masking.events_are_on() then
    return null;
  elsif tg_op = 'INSERT' then
    perform masking.record_event('conversation.created', new.id, jsonb_build_object(
      'status', new.status, 'mode', new.mode, 'starts_at', new.starts_at, 'expires_at', new.expires_at), new.created_at);
  elsif new.status = 'closed' then
    perform masking.record_event('conversation.closed', new.id, jsonb_build_object(
      'status', new.status, 'reason', new.closed_reason), new.closed_at);
  else
    perform masking.record_event('conversation.reopened', new.id, jsonb_build_object(
      'status', new.status), new.last_interaction_at);
  end if;
  return null;
end
$$;

comment on function masking.tell_of_conversation() is
  'Whoever makes, closes or opens a conversation, cron included, has the app told: conversation.created, .closed, .reopened.';

revoke all on function masking.tell_of_conversation() from public, anon, authenticated, service_role;

create trigger the_app_is_told_of_new_conversations
  after insert on public.phone_conversations
  for each row execute function masking.tell_of_conversation();

create trigger the_app_is_told_of_ends_and_reopenings
  after update of status on public.phone_conversations
  for each row when (old.status <> new.status) execute function masking.tell_of_conversation();
