create function masking.record_event(type text, conversation_id uuid, data jsonb, at timestamptz)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.outgoing_events (type, conversation_id, data, next_attempt_at, created_at, give_up_at)
  values (
    record_event.type, record_event.conversation_id, record_event.data, record_event.at, record_event.at,
    record_event.at + interval '1 day');
end
$$;

comment on function masking.record_event(text, uuid, jsonb, timestamptz) is
  'Stores an event in the transaction of the change of which it tells. data as in masking.event_data.';

revoke all on function masking.record_event(text, uuid, jsonb, timestamptz) from public, anon, authenticated, service_role;
