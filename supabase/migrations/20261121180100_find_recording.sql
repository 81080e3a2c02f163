create function masking.find_recording(actor text, conversation_id uuid, call_id uuid, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_leg public.phone_calls;
begin
  perform masking.visible_since(find_recording.conversation_id, null);
  select leg.* into v_leg
  from public.phone_calls leg
  where leg.parent_id = find_recording.call_id and leg.conversation_id = find_recording.conversation_id
    and leg.recording_expires_at > find_recording.now;
  if not found then
    raise exception 'There is no recording of this call' using errcode = 'MSKRE';
  end if;
  perform masking.record_access(
    find_recording.actor, case when v_leg.accepted_at is null then 'link_voicemail' else 'link_recording' end,
    find_recording.conversation_id::text, jsonb_build_object('call_id', find_recording.call_id), find_recording.now);
  return jsonb_build_object('leg_id', v_leg.id, 'seconds', v_leg.recording_seconds, 'expires_at', v_leg.recording_expires_at);
end
$$;

comment on function masking.find_recording(text, uuid, uuid, timestamptz) is
  'The leg at which the talk of this call, or the voicemail after it, is kept {leg_id, seconds, expires_at}, for a link to it, with a row in the access audit. '
  'MSKCN: no such conversation. MSKRE: no recording, or not any more.';

revoke all on function masking.find_recording(text, uuid, uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.find_recording(text, uuid, uuid, timestamptz) to maskline;
