create function masking.block_people(participant_id uuid, reports boolean, notice_encrypted jsonb, now timestamptz)
returns table (is_new boolean, claims jsonb)
language plpgsql security definer
set search_path = ''
as $$
declare
  v_seat public.phone_conversation_participants;
  v_others text[];
  v_seat_ids uuid[];
  v_mine record;
  v_conversation public.phone_conversations;
  v_ended_ids uuid[] := '{}';
begin
  select p.* into strict v_seat from public.phone_conversation_participants p where p.id = block_people.participant_id;
  v_others := array(
    select distinct other.phone_hash from public.phone_conversation_participants other
    where other.conversation_id = v_seat.conversation_id and other.phone_hash <> v_seat.phone_hash
      and coalesce(other.left_at > v_seat.joined_at, true)
    order by other.phone_hash);
  insert into public.phone_blocks (blocker_hash, blocker_encrypted, blocked_hash, blocked_encrypted, conversation_id, created_at)
  select distinct on (other.phone_hash)
         v_seat.phone_hash, v_seat.phone_encrypted, other.phone_hash, other.phone_encrypted, v_seat.conversation_id, block_people.now
  from public.phone_conversation_participants other
  where other.conversation_id = v_seat.conversation_id and other.phone_hash = any (v_others)
  order by other.phone_hash
  on conflict on constraint phone_blocks_pkey do nothing;
  -- Who is alone bars nobody, and ends the conversation all the same.
  is_new := found or cardinality(v_others) = 0 and v_seat.left_at is null and exists (
    select from public.phone_conversations c where c.id = v_seat.conversation_id and masking.is_live(c, block_people.now));

  v_seat_ids := array(
    select p.id from public.phone_conversation_participants p
    where p.phone_hash = v_seat.phone_hash and p.released_at is null and p.left_at is null
      and masking.seated_people(p.conversation_id) && v_others);
  -- Before a conversation is locked: who holds one waits for no forward.
  update public.sms_forwards f
  set status = 'suppressed'
  where f.recipient_participant_id = any (v_seat_ids) and f.status = 'queued';

  for v_mine in
    select p.id, p.conversation_id, p.left_at
    from public.phone_conversation_participants p
    where p.id = any (v_seat_ids || v_seat.id)
    order by p.conversation_id
  loop
    v_conversation := masking.lock_conversation(v_mine.conversation_id, null);
    if v_mine.left_at is null and masking.is_live(v_conversation, block_people.now)
       and masking.end_seat(v_conversation, v_mine.id, block_people.now) and v_conversation.mode <> 'voice' then
      perform masking.relay_message(
        v_conversation.id, null, v_mine.id, 'outbound', null,
        masking.in_language(block_people.notice_encrypted, v_conversation.language), '[]', 1, block_people.now);
      v_ended_ids := v_ended_ids || v_conversation.id;
    end if;
    if v_conversation.id = v_seat.conversation_id then
      is_new := is_new or block_people.reports and v_conversation.reported_at is null;
      update public.phone_conversations c set
        blocked_at = coalesce(c.blocked_at, block_people.now),
        reported_at = case when block_people.reports then coalesce(c.reported_at, block_people.now) else c.reported_at end,
        frozen_at = case when block_people.reports and c.reported_at is null then block_people.now else c.frozen_at end
      where c.id = v_conversation.id;
    end if;
  end loop;

  claims := masking.claim_forwards(v_ended_ids, block_people.now);
  return next;
end
$$;

comment on function masking.block_people(uuid, boolean, jsonb, timestamptz) is
  'Whoever has this seat wants nothing more to do with the others of the conversation: it ends for this person, as does every other '
  'one with any of them, and they are not connected again. The others get the notice where it is the end for them too. reports '
  'freezes the texts. is_new is false when all that was so before; claims are those of the notices.';

revoke all on function masking.block_people(uuid, boolean, jsonb, timestamptz) from public, anon, authenticated, service_role;
