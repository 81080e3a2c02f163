create function masking.keep_recording(
  call_id uuid, accepted boolean, recording_sid text, seconds int, expires_at timestamptz, now timestamptz default now())
returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  perform from public.phone_conversations v
  where v.id = (select c.conversation_id from public.phone_calls c where c.id = keep_recording.call_id)
  for no key update;
  update public.phone_calls c
  set recording_sid = keep_recording.recording_sid, recording_seconds = keep_recording.seconds,
      recording_expires_at = keep_recording.expires_at
  from public.phone_calls parent
  join public.phone_conversations v on v.id = parent.conversation_id
  where c.id = keep_recording.call_id and parent.id = c.parent_id
    and c.participant_id is not null and parent.participant_id is not null and v.dropped_at is null
    and (c.accepted_at is not null) = keep_recording.accepted and c.recording_sid is null;
  if found then
    return true;
  end if;
  -- Repeated, of somebody who was erased, or of a talk that never was: then nobody is to have it.
  insert into public.carrier_deletions (provider_sid, next_attempt_at, created_at)
  select keep_recording.recording_sid, keep_recording.now, keep_recording.now
  where not exists (select from public.phone_calls c where c.recording_sid = keep_recording.recording_sid)
  on conflict on constraint provider_sid_names_one_deletion do nothing;
  return false;
end
$$;

comment on function masking.keep_recording(uuid, boolean, text, int, timestamptz, timestamptz) is
  'Keeps what the carrier recorded at the leg that was rung: of one that was accepted the talk, else a voicemail. False, and its '
  'deletion at the carrier queued, where the leg is not as told, has one, or one of the two was erased.';

revoke all on function masking.keep_recording(uuid, boolean, text, int, timestamptz, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.keep_recording(uuid, boolean, text, int, timestamptz, timestamptz) to maskline;
