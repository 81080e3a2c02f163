create function masking.receive_message(
  to_number text, from_hash text, from_encrypted text, provider_sid text, body_encrypted text, media jsonb, segments int,
  keyword text, notice_encrypted jsonb, max_per_hour int, now timestamptz default now(),
  size jsonb default null, mention jsonb default null, asks_policy boolean default false,
  answer_encrypted jsonb default null, asks_strangers boolean default false)
returns table (
  outcome text, conversation_id uuid, message_id uuid, may_answer boolean, claims jsonb, language text, ask jsonb, stranger jsonb)
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  v_seat public.phone_conversation_participants;
  v_conversation public.phone_conversations;
  v_answers boolean := false;
  v_is_kept boolean := false;
begin
  claims := '[]';
  may_answer := false;

  -- Webhooks of one message at the same moment take turns; the second finds the row of the first.
  perform pg_advisory_xact_lock(hashtextextended(receive_message.provider_sid, 1));
  if exists (select from public.sms_messages m where m.provider_sid = receive_message.provider_sid) then
    outcome := 'duplicate';
    return next;
    return;
  end if;

  v_seat := masking.find_seat(receive_message.to_number, receive_message.from_hash);
  conversation_id := v_seat.conversation_id;

  outcome := case
    when exists (select from public.phone_number_pool n where n.phone_hash = receive_message.from_hash) then 'loop'
    when receive_message.keyword in ('opt_out', 'opt_in', 'help') then receive_message.keyword
    when receive_message.keyword in ('block', 'report') and v_seat.id is not null then receive_message.keyword
    when not masking.is_opted_out(receive_message.from_hash) then null
    when receive_message.keyword = 'opt_in_when_opted_out' then 'opt_in'
    else 'opted_out'
  end;
  if outcome is null then
    -- Not before: a STOP locks all the conversations of a person, in one order for everybody.
    select c.* into v_conversation from public.phone_conversations c where c.id = v_seat.conversation_id for no key update;
    -- Until then the person may have left, or the seat may have gone to another phone.
    select p.* into v_seat
    from public.phone_conversation_participants p
    where p.id = v_seat.id and p.phone_hash = receive_message.from_hash and p.released_at is null and p.left_at is null;
    outcome := case
      when (masking.take_rate_limit('phone_hash:' || receive_message.from_hash || ':relay', 3600, receive_message.now)).count
        > receive_message.max_per_hour then 'rate_limited'
      when v_conversation.id is null then 'no_conversation'
      when v_seat.id is null or not masking.is_live(v_conversation, receive_message.now) then 'conversation_closed'
      when v_conversation.mode = 'voice' then 'blocked'
      -- Of a group of which two are left also by somebody who is still muted.
      when receive_message.keyword in ('mute', 'unmute', 'leave')
        and (v_conversation.is_group or v_seat.muted_at is not null) then receive_message.keyword
      when v_conversation.starts_at > receive_message.now then 'not_started'
      when not exists (
        select from public.phone_conversation_participants other
        where other.conversation_id = v_conversation.id and other.left_at is null and other.id <> v_seat.id) then 'alone'
      else 'forwarded'
    end;
  end if;

  if outcome = 'forwarded' then
    message_id := masking.relay_message(
      v_conversation.id, v_seat.id, v_seat.id, 'inbound', receive_message.provider_sid,
      receive_message.body_encrypted, receive_message.media, receive_message.segments, receive_message.now,
      receive_message.size, masking.mentioned_seat(v_conversation, v_seat.id, receive_message.mention));
    select m.outcome into outcome from public.sms_messages m where m.id = message_id;
    if receive_message.asks_policy then
      ask := masking.await_policy(message_id, receive_message.now);
    end if;
    claims := masking.claim_forwards(array[v_conversation.id], receive_message.now);
    return next;
    return;
  end if;

  insert into public.sms_messages (conversation_id, sender_participant_id, direction, provider_sid, outcome, created_at)
  values (receive_message.conversation_id, v_seat.id, 'inbound', receive_message.provider_sid, receive_message.outcome, receive_message.now)
  returning id into message_id;

  if outcome = 'opt_out' then
    claims := masking.stop_texting(
      receive_message.from_hash, receive_message.from_encrypted, 'keyword', receive_message.notice_encrypted, receive_message.now);
  elsif outcome = 'opt_in' then
    delete from public.sms_opt_outs o where o.phone_hash = receive_message.from_hash;
  elsif outcome in ('block', 'report') then
    select b.is_new and not masking.is_opted_out(receive_message.from_hash), b.claims into v_answers, claims
    from masking.block_people(v_seat.id, outcome = 'report', receive_message.notice_encrypted, receive_message.now) b;
  elsif outcome in ('mute', 'unmute', 'leave') then
    claims := masking.heed_member(v_conversation, v_seat.id, outcome, receive_message.notice_encrypted, receive_message.now);
    v_answers := true;
  elsif outcome = 'no_conversation' and receive_message.asks_strangers
    and coalesce(receive_message.keyword, 'opt_in_when_opted_out') = 'opt_in_when_opted_out'
    and masking.keep_stranger(
      message_id, receive_message.to_number, receive_message.from_hash, receive_message.from_encrypted, receive_message.body_encrypted,
      receive_message.media, receive_message.segments, receive_message.size, receive_message.now) then
    v_is_kept := true;
    stranger := masking.lease_strangers(array[message_id], receive_message.now) -> 0;
  elsif outcome in ('no_conversation', 'conversation_closed', 'not_started', 'alone') then
    may_answer := (
      masking.take_rate_limit('phone_hash:' || receive_message.from_hash || ':answer', 86400, receive_message.now)).count <= 1;
  end if;
  if receive_message.media <> '[]' and not v_is_kept then
    -- Nobody is to get these.
    insert into public.carrier_deletions (provider_sid, media_only, next_attempt_at, created_at)
    values (receive_message.provider_sid, true, receive_message.now, receive_message.now)
    on conflict on constraint provider_sid_names_one_deletion do nothing;
  end if;
  if v_answers then
    perform masking.notify_participant(v_seat.id, receive_message.answer_encrypted, receive_message.now, is_answer => true);
    claims := claims || masking.claim_forwards(array[v_seat.conversation_id], receive_message.now);
  end if;
  if may_answer then
    select c.language into language from public.phone_conversations c where c.id = receive_message.conversation_id;
  end if;
  return next;
end
$$;

comment on function masking.receive_message(text, text, text, text, text, jsonb, int, text, jsonb, int, timestamptz, jsonb, jsonb, boolean, jsonb, boolean) is
  'All that happens to a text before the carrier gets its answer. keyword: opt_out, opt_in, opt_in_when_opted_out, help, block, '
  'report, mute, unmute, leave or null. size {length, room, segments_ucs2}: how long it is, how long a label may be without one segment '
  'more, and how many it takes at most with a label of other letters than GSM-7''s; with files also file_length and note_length: what '
  'each may take as a link, and a note about those that cannot be had. mention as in masking.mentioned_seat. '
  'from_encrypted, which an opt-out and a stranger''s text keep, comes with that keyword or asks_strangers only. '
  'claims are the forwards to send now; may_answer allows the one automatic answer a day to somebody who reaches nobody, '
  'in this language (that of the conversation). A BLOCK, REPORT, MUTE, UNMUTE or LEAVE that is heard queues its answer. notice_encrypted and answer_encrypted as in masking.in_language. '
  'The carrier is to delete the files of a text that is not relayed. '
  'asks_policy: a text to relay waits for the policy hook, with what to ask it in ask. asks_strangers: '
  'so does one to nobody for what the app says of its sender, with what to ask in stranger, unless an earlier one is being asked about.';

revoke all on function masking.receive_message(text, text, text, text, text, jsonb, int, text, jsonb, int, timestamptz, jsonb, jsonb, boolean, jsonb, boolean) from public, anon, authenticated, service_role;
grant execute on function masking.receive_message(text, text, text, text, text, jsonb, int, text, jsonb, int, timestamptz, jsonb, jsonb, boolean, jsonb, boolean) to maskline;
