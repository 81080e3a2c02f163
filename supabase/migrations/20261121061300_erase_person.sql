create function masking.erase_person(
  actor text, phone_hash text, user_id uuid, subject text, carrier_copies jsonb, own_numbers jsonb, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_hashes text[];
  v_conversation_ids uuid[];
  v_seat_ids uuid[];
  v_forward_ids uuid[];
  v_messages int;
  v_numbers int;
  v_limits int;
  v_calls int;
  v_receipt jsonb;
begin
  -- A hold is placed before this or after it.
  lock table public.legal_holds in share mode;

  v_hashes := masking.person_hashes(erase_person.phone_hash, erase_person.user_id);
  v_conversation_ids := array(
    select distinct p.conversation_id from masking.person_seats(erase_person.phone_hash, erase_person.user_id) p);
  perform from public.phone_conversations c where c.id = any (v_conversation_ids) order by c.id for no key update;
  perform masking.lock_people(v_hashes);

  if exists (select from masking.held_conversations() held where held = any (v_conversation_ids))
     or exists (select from public.legal_holds h
                where masking.person_hashes(h.phone_hash, h.user_id) && v_hashes or h.user_id = erase_person.user_id) then
    raise exception 'A legal hold keeps data of this person' using errcode = 'MSKLH';
  end if;

  v_seat_ids := array(
    select p.id from masking.person_seats(erase_person.phone_hash, erase_person.user_id) p
    where p.conversation_id = any (v_conversation_ids));
  v_forward_ids := array(
    select f.id from public.sms_forwards f where f.recipient_participant_id = any (v_seat_ids)
    union
    select f.id from public.sms_forwards f join public.sms_messages m on m.id = f.message_id
    where m.sender_participant_id = any (v_seat_ids));
  -- Who holds a conversation waits for no forward: somebody who is recording one may wait for the conversation.
  perform from public.sms_forwards f where f.id = any (v_forward_ids) for update nowait;
  perform from public.policy_decisions d join public.sms_messages m on m.id = d.message_id
  where m.sender_participant_id = any (v_seat_ids) for update of d nowait;
  perform from public.stranger_asks a where a.phone_hash = any (v_hashes) for update nowait;

  v_receipt := jsonb_build_object('carrier_deletions_queued', masking.erase_copies(
    v_seat_ids, v_forward_ids, erase_person.carrier_copies, erase_person.own_numbers, erase_person.now));

  delete from public.sms_forwards f where f.id = any (v_forward_ids);
  delete from public.policy_decisions d using public.sms_messages m
  where m.id = d.message_id and m.sender_participant_id = any (v_seat_ids);
  select count(*) into v_messages from public.sms_messages m where m.sender_participant_id = any (v_seat_ids);
  with posted as (
    delete from public.sms_messages m
    where m.sender_participant_id = any (v_seat_ids) and m.direction = 'outbound'
    returning m.id
  )
  delete from public.idempotency_keys k using posted where k.resource_id = posted.id::text;
  -- The carrier's id stays, as of any text that reached nobody: by it a repeated webhook is known.
  update public.sms_messages m
  set conversation_id = null, sender_participant_id = null, body_encrypted = null, media = '[]', segments = 1, carrier_copy = false
  where m.sender_participant_id = any (v_seat_ids);

  perform masking.drop_asks(array(select a.message_id from public.stranger_asks a where a.phone_hash = any (v_hashes)));

  delete from public.user_phone_numbers n
  where n.user_id = erase_person.user_id
     or n.phone_hash = any (v_hashes) and (erase_person.user_id is null or n.verified_at is null);
  get diagnostics v_numbers = row_count;
  -- What was said once is heeded: the hash stays, and nothing else.
  update public.sms_opt_outs o set phone_encrypted = null where o.phone_hash = any (v_hashes);
  update public.phone_blocks b set blocker_encrypted = null where b.blocker_hash = any (v_hashes);
  update public.phone_blocks b set blocked_encrypted = null where b.blocked_hash = any (v_hashes);
  delete from public.rate_limits r
  where r.id in (
    select l.id from public.rate_limits l
    where starts_with(l.id, 'user:' || erase_person.user_id || ':')
       or exists (select from unnest(v_hashes) h where starts_with(l.id, 'phone_hash:' || h || ':'))
    -- In the order in which texts and requests take them.
    order by l.id not like '%:relay', l.id
    for update);
  get diagnostics v_limits = row_count;
  v_calls := masking.erase_calls(v_seat_ids, erase_person.now);
  perform masking.erase_seats(v_seat_ids, v_conversation_ids, erase_person.user_id, erase_person.now);

  v_receipt := v_receipt || jsonb_build_object('id', gen_random_uuid(), 'erased', jsonb_build_object(
    'conversations', cardinality(v_conversation_ids), 'messages', v_messages, 'forwards', cardinality(v_forward_ids),
    'phone_numbers', v_numbers, 'rate_limits', v_limits, 'calls', v_calls));
  perform masking.record_access(erase_person.actor, 'erase_person', erase_person.subject, v_receipt, erase_person.now);
  -- What waited behind an erased text can go now.
  return jsonb_build_object('receipt', v_receipt, 'claims', masking.claim_forwards(v_conversation_ids, erase_person.now));
end
$$;

comment on function masking.erase_person(text, text, uuid, text, jsonb, jsonb, timestamptz) is
  'Erases a person, named by phone_hash or user_id; opt-outs and blocks stay, as hashes. carrier_copies and own_numbers as in masking.erase_copies. '
  'MSKLH: a legal hold. lock_not_available: texts of the person are being recorded at this moment, try again.';

revoke all on function masking.erase_person(text, text, uuid, text, jsonb, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.erase_person(text, text, uuid, text, jsonb, jsonb, timestamptz) to maskline;
