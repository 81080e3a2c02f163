create function masking.open_voicemail(call_id uuid, now timestamptz default now())
returns text
language plpgsql security definer
set search_path = ''
as $$
declare
  v_sid text;
  v_talk boolean;
begin
  select c.recording_sid, c.accepted_at is not null into v_sid, v_talk
  from public.phone_calls c
  where c.id = open_voicemail.call_id and c.recording_expires_at > open_voicemail.now;
  if found then
    perform masking.record_access(
      'system', case when v_talk then 'open_recording' else 'open_voicemail' end, open_voicemail.call_id::text, '{}',
      open_voicemail.now);
  end if;
  return v_sid;
end
$$;

comment on function masking.open_voicemail(uuid, timestamptz) is
  'The carrier''s id of the voicemail for this leg, or of the talk with it, with a row in the access audit; null when there is none any more.';

revoke all on function masking.open_voicemail(uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.open_voicemail(uuid, timestamptz) to maskline;
