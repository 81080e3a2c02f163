create function masking.event_health(now timestamptz default now())
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'events_waiting', count(*),
      'events_oldest_waiting_seconds', coalesce(floor(extract(epoch from event_health.now - min(e.created_at))), 0),
      'events_given_up', (select count(*) from public.outgoing_events g where g.status = 'given_up'))
    from public.outgoing_events e
    where e.status in ('due', 'sending'));
end
$$;

comment on function masking.event_health(timestamptz) is 'Events that wait for the app, for how long, and those that it never took.';

revoke all on function masking.event_health(timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.event_health(timestamptz) to maskline;
