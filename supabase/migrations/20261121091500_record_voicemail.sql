create function masking.record_voicemail(
  call_id uuid, voicemail_sid text, seconds int, expires_at timestamptz, notice_encrypted jsonb, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_call public.phone_calls;
begin
  perform from public.phone_conversations v
  where v.id = (select c.conversation_id from public.phone_calls c where c.id = record_voicemail.call_id)
  for no key update;
  update public.phone_calls c
  set voicemail_sid = record_voicemail.voicemail_sid, voicemail_seconds = record_voicemail.seconds,
      voicemail_expires_at = record_voicemail.expires_at
  where c.id = record_voicemail.call_id and c.parent_id is not null and c.participant_id is not null
    and c.accepted_at is null and c.voicemail_sid is null
  returning c.* into v_call;
  if not found then
    -- Repeated, or for nobody any more: then nobody is to have it.
    insert into public.carrier_deletions (provider_sid, next_attempt_at, created_at)
    select record_voicemail.voicemail_sid, record_voicemail.now, record_voicemail.now
    where not exists (select from public.phone_calls c where c.voicemail_sid = record_voicemail.voicemail_sid)
    on conflict on constraint provider_sid_names_one_deletion do nothing;
    return '[]';
  end if;
  perform masking.notify_participant(v_call.participant_id, record_voicemail.notice_encrypted, record_voicemail.now);
  return masking.claim_forwards(array[v_call.conversation_id], record_voicemail.now);
end
$$;

comment on function masking.record_voicemail(uuid, text, int, timestamptz, jsonb, timestamptz) is
  'Keeps what a caller said for the person who was rung in vain, and texts the notice to that person. Returns the claims.';

revoke all on function masking.record_voicemail(uuid, text, int, timestamptz, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.record_voicemail(uuid, text, int, timestamptz, jsonb, timestamptz) to maskline;
