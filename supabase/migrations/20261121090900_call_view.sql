create function masking.call_view(call public.phone_calls)
returns jsonb
language sql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
  select jsonb_build_object(
    'id', (call).id, 'conversation_id', (call).conversation_id, 'participant_id', (call).participant_id,
    'direction', (call).direction, 'outcome', (call).outcome, 'status', (call).status, 'created_at', (call).created_at,
    'answered_at', (call).answered_at, 'accepted_at', (call).accepted_at, 'ended_at', (call).ended_at,
    'duration_seconds', (call).duration_seconds,
    'recording', (
      select jsonb_build_object('seconds', leg.recording_seconds, 'expires_at', leg.recording_expires_at)
      from public.phone_calls leg
      where leg.parent_id = (call).id and leg.accepted_at is not null and leg.recording_sid is not null
      limit 1),
    'voicemail', (
      select jsonb_build_object('seconds', leg.recording_seconds, 'expires_at', leg.recording_expires_at)
      from public.phone_calls leg
      where leg.parent_id = (call).id and leg.accepted_at is null and leg.recording_sid is not null
      limit 1),
    'legs', (
      select coalesce(jsonb_agg(
        jsonb_build_object(
          'id', leg.id, 'participant_id', leg.participant_id, 'status', leg.status, 'answered_at', leg.answered_at,
          'accepted_at', leg.accepted_at, 'ended_at', leg.ended_at, 'duration_seconds', leg.duration_seconds)
        order by leg.created_at, leg.id), '[]')
      from public.phone_calls leg where leg.parent_id = (call).id));
$$;

comment on function masking.call_view(public.phone_calls) is 'A call as the API shows it, with those who were rung for it.';

revoke all on function masking.call_view(public.phone_calls) from public, anon, authenticated, service_role;
