create function masking.lease_events(event_ids uuid[], now timestamptz)
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_claims jsonb;
begin
  with leased as (
    update public.outgoing_events e
    set status = 'sending', attempts = e.attempts + 1, lease_expires_at = lease_events.now + interval '60 s'
    where e.id = any (lease_events.event_ids)
    returning e.*
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'event_id', e.id, 'conversation_id', e.conversation_id, 'attempt', e.attempts, 'give_up_at', e.give_up_at,
    'type', e.type, 'timestamp', e.created_at, 'data', masking.event_data(e)) order by e.position), '[]')
  into v_claims
  from leased e;
  return v_claims;
end
$$;

comment on function masking.lease_events(uuid[], timestamptz) is
  'Gives these events to the caller for 60 seconds, which is longer than an attempt lasts.';

revoke all on function masking.lease_events(uuid[], timestamptz) from public, anon, authenticated, service_role;
