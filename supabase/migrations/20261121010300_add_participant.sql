create function masking.add_participant(
  conversation_id uuid, person jsonb, geo_match text,
  idempotency_id text, request_hash text, now timestamptz default now(), geo_radius_km int default null)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation public.phone_conversations;
  v_numbers text[];
begin
  if masking.claim_idempotency_key(add_participant.idempotency_id, add_participant.request_hash, add_participant.now) is not null then
    return masking.conversation_view(add_participant.conversation_id, null);
  end if;

  v_conversation := masking.lock_conversation(add_participant.conversation_id, null);
  if not masking.is_live(v_conversation, add_participant.now) then
    raise exception 'The conversation is closed' using errcode = 'MSKCL';
  elsif (select count(*) >= 50 from public.phone_conversation_participants p
         where p.conversation_id = v_conversation.id and p.left_at is null) then
    raise exception 'The conversation has 50 participants' using errcode = 'MSKFU';
  elsif exists (select from public.phone_conversation_participants p
                where p.conversation_id = v_conversation.id and p.left_at is null and p.phone_hash = person ->> 'phone_hash') then
    raise exception 'This person is in the conversation' using errcode = 'MSKIN';
  end if;

  perform masking.refuse_blocked(array_append(masking.seated_people(v_conversation.id), person ->> 'phone_hash'));
  v_numbers := masking.allocate_numbers(
    jsonb_build_array(person), v_conversation.mode, add_participant.geo_match, add_participant.now,
    wanted => v_conversation.masked_number, geo_radius_km => add_participant.geo_radius_km);
  insert into public.phone_conversation_participants (
    conversation_id, user_id, label, phone_hash, phone_encrypted, proxy_number, joined_at)
  values (
    v_conversation.id, (person ->> 'user_id')::uuid, person ->> 'label', person ->> 'phone_hash', person ->> 'phone_encrypted',
    v_numbers[1], add_participant.now);
  perform masking.describe_people(v_conversation.id);
  perform masking.label_seats(v_conversation.id);
  perform masking.settle_idempotency_key(add_participant.idempotency_id, v_conversation.id::text);
  return masking.conversation_view(v_conversation.id, null);
end
$$;

comment on function masking.add_participant(uuid, jsonb, text, text, text, timestamptz, int) is
  'Gives one more person {user_id, label, phone_hash, phone_encrypted, country_code, area_code} a seat, with the number that the others have if it is free for this person. '
  'MSKCN not found, MSKCL closed, MSKFU full, MSKIN already in it, MSKPE no free number, MSKBL blocked.';

revoke all on function masking.add_participant(uuid, jsonb, text, text, text, timestamptz, int) from public, anon, authenticated, service_role;
grant execute on function masking.add_participant(uuid, jsonb, text, text, text, timestamptz, int) to maskline;
