create function masking.lease_strangers(message_ids uuid[], now timestamptz)
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_ask record;
  v_asks jsonb := '[]';
begin
  for v_ask in
    update public.stranger_asks a
    set attempts = a.attempts + 1, next_attempt_at = lease_strangers.now + interval '60 s'
    from public.sms_messages m
    where a.message_id = any (lease_strangers.message_ids) and a.next_attempt_at < 'infinity' and m.id = a.message_id
    returning a.message_id, a.attempts, a.number, a.phone_encrypted, a.phone_hash, a.created_at, m.provider_sid
  loop
    v_asks := v_asks || jsonb_build_object(
      'message_id', v_ask.message_id,
      'attempt', v_ask.attempts,
      'number', v_ask.number,
      'phone_encrypted', v_ask.phone_encrypted,
      'provider_sid', v_ask.provider_sid,
      'created_at', v_ask.created_at,
      'is_seated', (masking.find_seat(v_ask.number, v_ask.phone_hash)).id is not null);
  end loop;
  return v_asks;
end
$$;

comment on function masking.lease_strangers(uuid[], timestamptz) is
  'Leaves it to the caller, for 60 seconds, to ask the app about the strangers who sent these texts, but for texts that wait behind '
  'another of the same person; is_seated: who sent it is no stranger any more.';

revoke all on function masking.lease_strangers(uuid[], timestamptz) from public, anon, authenticated, service_role;
