create function masking.stop_texting_seat(participant_id uuid, notice_encrypted jsonb, now timestamptz)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_seat public.phone_conversation_participants;
  v_phone_hash text;
begin
  -- Whoever brings a person under another key holds all conversations of that person: with them locked the hash stays what it is.
  loop
    select p.* into v_seat from public.phone_conversation_participants p where p.id = stop_texting_seat.participant_id;
    exit when v_seat.phone_hash is null or v_seat.phone_hash = v_phone_hash;
    v_phone_hash := v_seat.phone_hash;
    perform masking.hold_conversations(v_phone_hash);
  end loop;
  if v_phone_hash is null then
    return '[]';
  end if;
  return masking.opt_out(
    v_phone_hash, v_seat.phone_encrypted, 'carrier', stop_texting_seat.notice_encrypted, stop_texting_seat.now);
end
$$;

comment on function masking.stop_texting_seat(uuid, jsonb, timestamptz) is
  'The carrier says that whoever has this seat has opted out: as masking.stop_texting.';

revoke all on function masking.stop_texting_seat(uuid, jsonb, timestamptz) from public, anon, authenticated, service_role;
