create function masking.set_pin(conversation_id uuid, viewer_id uuid, participant_id uuid, pin_hash text, now timestamptz default now())
returns boolean
language plpgsql security definer
set search_path = ''
as $$
declare
  v_hashes constant text[] := string_to_array(set_pin.pin_hash, '|');
  v_conversation public.phone_conversations;
  v_seat public.phone_conversation_participants;
begin
  v_conversation := masking.lock_conversation(set_pin.conversation_id, set_pin.viewer_id);
  select p.* into v_seat
  from public.phone_conversation_participants p
  where p.conversation_id = v_conversation.id and p.id = set_pin.participant_id and p.left_at is null
    and (set_pin.viewer_id is null or p.user_id = set_pin.viewer_id);
  if not found then
    raise exception 'No such participant' using errcode = 'MSKPN';
  elsif v_hashes is not null and not masking.is_live(v_conversation, set_pin.now) then
    raise exception 'The conversation is closed' using errcode = 'MSKCL';
  end if;

  if exists (
    select from public.phone_conversation_participants p
    where p.proxy_number = v_seat.proxy_number and p.pin_hash = any (v_hashes) and p.released_at is null
  ) then
    return false;
  end if;
  update public.phone_conversation_participants p
  set pin_hash = case when v_hashes is not null then masking.fresh_hash(v_hashes) end
  where p.id = v_seat.id;
  return true;
end
$$;

comment on function masking.set_pin(uuid, uuid, uuid, text, timestamptz) is
  'Gives a participant (of the viewer''s own; null: the service) a PIN, or takes it away (pin_hash null). False when somebody on the '
  'same number has it. MSKCN, MSKPN not found, MSKCL closed.';

revoke all on function masking.set_pin(uuid, uuid, uuid, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.set_pin(uuid, uuid, uuid, text, timestamptz) to maskline;
