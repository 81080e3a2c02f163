create function masking.change_participant_phone(
  conversation_id uuid, participant_id uuid, phone_hash text, phone_encrypted text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation public.phone_conversations;
  v_seat public.phone_conversation_participants;
begin
  v_conversation := masking.lock_conversation(change_participant_phone.conversation_id, null);
  select p.* into v_seat
  from public.phone_conversation_participants p
  where p.id = change_participant_phone.participant_id and p.conversation_id = v_conversation.id and p.left_at is null;
  if not found then
    raise exception 'No such participant' using errcode = 'MSKPN';
  elsif not masking.is_live(v_conversation, change_participant_phone.now) then
    raise exception 'The conversation is closed' using errcode = 'MSKCL';
  elsif v_seat.phone_hash = change_participant_phone.phone_hash then
    return masking.conversation_view(v_conversation.id, null);
  end if;

  if exists (select from public.phone_number_pool n where n.phone_hash = change_participant_phone.phone_hash) then
    raise exception 'A pool number cannot be a participant' using errcode = 'MSKOW';
  end if;
  perform masking.refuse_blocked(array_append(masking.seated_people(v_conversation.id), change_participant_phone.phone_hash));
  perform masking.lock_people(array[v_seat.phone_hash, change_participant_phone.phone_hash]);
  if exists (
    select from public.phone_conversation_participants held
    where held.phone_hash = change_participant_phone.phone_hash
      and (held.proxy_number = v_seat.proxy_number and held.released_at is null
           or held.conversation_id = v_conversation.id and held.left_at is null)
  ) then
    raise exception 'The new phone already holds this number' using errcode = 'MSKNT';
  end if;

  update public.phone_conversation_participants p
  set phone_hash = change_participant_phone.phone_hash, phone_encrypted = change_participant_phone.phone_encrypted
  where p.id = v_seat.id;

  -- The old phone keeps a seat that has ended, so that its late texts reach nobody else.
  insert into public.phone_conversation_participants (
    conversation_id, user_id, label, phone_hash, phone_encrypted, proxy_number, joined_at, left_at, cooldown_until)
  values (
    v_seat.conversation_id, v_seat.user_id, v_seat.label, v_seat.phone_hash, v_seat.phone_encrypted, v_seat.proxy_number, v_seat.joined_at,
    change_participant_phone.now, change_participant_phone.now + v_conversation.cooldown);
  perform masking.describe_people(v_conversation.id);
  return masking.conversation_view(v_conversation.id, null);
end
$$;

comment on function masking.change_participant_phone(uuid, uuid, text, text, timestamptz) is
  'Moves a seat to another phone; the others keep texting the same number. MSKCN, MSKPN, MSKCL, MSKNT: the new phone holds it already, MSKBL: blocked.';

revoke all on function masking.change_participant_phone(uuid, uuid, text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.change_participant_phone(uuid, uuid, text, text, timestamptz) to maskline;
