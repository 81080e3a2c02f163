create function masking.tell_of_call()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if masking.events_are_on() then
    perform masking.record_event('call.ended', new.conversation_id, jsonb_build_object(
      'call_id', new.id, 'parent_id', new.parent_id, 'participant_id', new.participant_id, 'direction', new.direction,
      'outcome', new.outcome, 'refusal_reason', new.refusal_reason, 'status', new.status,
      'duration_seconds', new.duration_seconds), new.ended_at);
  end if;
  return null;
end
$$;

comment on function masking.tell_of_call() is
  'Whoever ends a call of a conversation, or of a phone that was rung for one, has the app told: call.ended.';

revoke all on function masking.tell_of_call() from public, anon, authenticated, service_role;

create trigger the_app_is_told_of_ended_calls
  after update of ended_at on public.phone_calls
  for each row when (old.ended_at is null and new.ended_at is not null and new.conversation_id is not null)
  execute function masking.tell_of_call();
