create function masking.settle_stranger(
  message_id uuid, attempt int, action text, next_attempt_at timestamptz, conversation jsonb, asks_policy boolean,
  now timestamptz default now())
returns table (is_settled boolean, may_answer boolean, conversation_id uuid, claims jsonb, asks jsonb)
language plpgsql security definer
set search_path = ''
as $$
declare
  v_ask public.stranger_asks;
  v_text record;
  v_seat public.phone_conversation_participants;
  v_conversation public.phone_conversations;
  v_action text := settle_stranger.action;
begin
  is_settled := false;
  may_answer := false;
  claims := '[]';
  asks := '[]';
  select a.* into v_ask from public.stranger_asks a where a.message_id = settle_stranger.message_id for update;
  -- The first answer counts; and of two who got none the later one says when to ask again.
  if not found or v_action = 'pending' and v_ask.attempts <> settle_stranger.attempt then
    return next;
    return;
  elsif v_action = 'pending' then
    update public.stranger_asks a set next_attempt_at = settle_stranger.next_attempt_at where a.message_id = v_ask.message_id;
    return next;
    return;
  end if;

  is_settled := true;
  if masking.is_opted_out(v_ask.phone_hash) then
    v_action := 'ignore';
  elsif v_action = 'connect' then
    -- Of this answer's conversation, or of one that was made meanwhile.
    v_seat := masking.find_seat(v_ask.number, v_ask.phone_hash);
    select c.* into v_conversation from public.phone_conversations c where c.id = v_seat.conversation_id for no key update;
    if v_conversation.id is null or v_seat.left_at is not null or v_conversation.mode = 'voice'
       or not masking.is_live(v_conversation, settle_stranger.now) or v_conversation.starts_at > settle_stranger.now
       or not exists (
         select from public.phone_conversation_participants other
         where other.conversation_id = v_conversation.id and other.left_at is null and other.id <> v_seat.id) then
      v_action := 'answer';
    end if;
  end if;

  -- Until there are none: while one was waited for, another may have come behind it.
  loop
    for v_text in
      select a.message_id as id, a.size, m.provider_sid, m.body_encrypted, m.media, m.segments
      from public.stranger_asks a join public.sms_messages m on m.id = a.message_id
      where a.phone_hash = v_ask.phone_hash and a.number = v_ask.number
      order by a.position
      for update of a
    loop
      if v_action <> 'connect' then
        perform masking.drop_asks(array[v_text.id]);
        continue;
      end if;
      conversation_id := v_conversation.id;
      -- Under the same id, of which the app knows; with it goes the ask.
      delete from public.sms_messages m where m.id = v_text.id;
      perform masking.relay_message(
        v_conversation.id, v_seat.id, v_seat.id, 'inbound', v_text.provider_sid, v_text.body_encrypted, v_text.media,
        v_text.segments, settle_stranger.now, v_text.size, message_id => v_text.id);
      if settle_stranger.asks_policy then
        asks := asks || coalesce(masking.await_policy(v_text.id, settle_stranger.now), '[]');
      end if;
    end loop;
    exit when not found;
  end loop;

  if conversation_id is not null then
    claims := masking.claim_forwards(array[conversation_id], settle_stranger.now);
  else
    may_answer := case v_action
      when 'say' then true
      when 'answer' then (masking.take_rate_limit('phone_hash:' || v_ask.phone_hash || ':answer', 86400, settle_stranger.now)).count <= 1
      else false end;
  end if;
  return next;
end
$$;

comment on function masking.settle_stranger(uuid, int, text, timestamptz, jsonb, boolean, timestamptz) is
  'Keeps the first answer about the stranger who sent this text, and does the same to those that came behind it: connect relays them, '
  'in order, in the conversation in which the person has this number now (conversation, if it was just made for that); ignore, say and '
  'answer drop them; pending asks again at next_attempt_at. may_answer: the person is to get the text of say, or the automatic one. '
  'claims are the forwards to send now, asks the questions to the policy hook (asks_policy) before that.';

revoke all on function masking.settle_stranger(uuid, int, text, timestamptz, jsonb, boolean, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.settle_stranger(uuid, int, text, timestamptz, jsonb, boolean, timestamptz) to maskline;
