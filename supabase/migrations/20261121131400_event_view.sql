create function masking.event_view(event public.outgoing_events)
returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
begin
  return jsonb_build_object(
    'id', (event).id, 'type', (event).type, 'conversation_id', (event).conversation_id, 'status', (event).status,
    'attempts', (event).attempts, 'error_code', (event).error_code, 'created_at', (event).created_at,
    'next_attempt_at', case when (event).status = 'due' then (event).next_attempt_at end,
    'settled_at', (event).settled_at, 'data', masking.event_data(event));
end
$$;

comment on function masking.event_view(public.outgoing_events) is 'An event as the API shows it.';

revoke all on function masking.event_view(public.outgoing_events) from public, anon, authenticated, service_role;
