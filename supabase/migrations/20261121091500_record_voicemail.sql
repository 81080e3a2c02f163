create function masking.record_voicemail(
  call_id uuid, recording_sid text, seconds int, expires_at timestamptz, notice_encrypted jsonb, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_call public.phone_calls;
begin
  if not masking.keep_recording(
    record_voicemail.call_id, false, record_voicemail.recording_sid, record_voicemail.seconds, record_voicemail.expires_at,
    record_voicemail.now) then
    return '[]';
  end if;
  select c.* into v_call from public.phone_calls c where c.id = record_voicemail.call_id;
  if masking.events_are_on() then
    perform masking.record_event('call.voicemail', v_call.conversation_id, jsonb_build_object(
      'call_id', v_call.parent_id, 'participant_id', v_call.participant_id, 'seconds', v_call.recording_seconds,
      'expires_at', to_jsonb(v_call.recording_expires_at)), record_voicemail.now);
  end if;
  perform masking.notify_participant(v_call.participant_id, record_voicemail.notice_encrypted, record_voicemail.now);
  return masking.claim_forwards(array[v_call.conversation_id], record_voicemail.now);
end
$$;

comment on function masking.record_voicemail(uuid, text, int, timestamptz, jsonb, timestamptz) is
  'Keeps what a caller said for the person who was rung in vain, texts the notice to that person where there is a way to, and has the '
  'app told: call.voicemail. Returns the claims.';

revoke all on function masking.record_voicemail(uuid, text, int, timestamptz, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.record_voicemail(uuid, text, int, timestamptz, jsonb, timestamptz) to maskline;
