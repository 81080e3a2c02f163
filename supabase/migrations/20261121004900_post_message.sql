create function masking.post_message(
  conversation_id uuid, viewer_id uuid, body_encrypted text, segments int,
  idempotency_id text, request_hash text, now timestamptz default now(), size jsonb default null, mention jsonb default null,
  asks_policy boolean default false, participant_id uuid default null)
returns table (message jsonb, claims jsonb, ask jsonb)
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  v_conversation public.phone_conversations;
  v_message_id uuid;
  v_seat_id uuid;
begin
  v_message_id := masking.claim_idempotency_key(post_message.idempotency_id, post_message.request_hash, post_message.now);
  if v_message_id is null then
    v_conversation := masking.lock_conversation(post_message.conversation_id, post_message.viewer_id);
    if not masking.is_live(v_conversation, post_message.now) then
      raise exception 'The conversation is closed' using errcode = 'MSKCL';
    elsif v_conversation.starts_at > post_message.now then
      raise exception 'The conversation has not started' using errcode = 'MSKNS';
    elsif v_conversation.mode = 'voice' then
      raise exception 'The conversation is for calls only' using errcode = 'MSKMO';
    elsif post_message.viewer_id is not null and cardinality(masking.seated_people(v_conversation.id)) < 2 then
      raise exception 'Nobody else is in the conversation' using errcode = 'MSKAL';
    end if;

    select p.id into v_seat_id
    from public.phone_conversation_participants p
    where p.conversation_id = v_conversation.id and p.user_id = post_message.viewer_id and p.left_at is null;
    if post_message.participant_id is not null and not exists (
      select from public.phone_conversation_participants p
      where p.id = post_message.participant_id and p.conversation_id = v_conversation.id and p.left_at is null) then
      raise exception 'No such participant' using errcode = 'MSKPN';
    end if;
    v_message_id := masking.relay_message(
      v_conversation.id, v_seat_id, v_seat_id, 'outbound', null, post_message.body_encrypted, '[]',
      post_message.segments, post_message.now, post_message.size,
      coalesce(post_message.participant_id, masking.mentioned_seat(v_conversation, v_seat_id, post_message.mention)));
    -- Not about what the app itself says.
    if post_message.asks_policy and post_message.viewer_id is not null then
      ask := masking.await_policy(v_message_id, post_message.now);
    end if;
    claims := masking.claim_forwards(array[v_conversation.id], post_message.now);
    perform masking.settle_idempotency_key(post_message.idempotency_id, v_message_id::text);
  end if;

  select masking.message_view(m) into message from public.sms_messages m where m.id = v_message_id;
  return next;
end
$$;

comment on function masking.post_message(uuid, uuid, text, int, text, text, timestamptz, jsonb, jsonb, boolean, uuid) is
  'The app (viewer_id null) or a signed-in participant speaks to all the others, or the app to participant_id alone. claims is null when the request was done before. '
  'size, mention and asks_policy as in masking.receive_message. MSKCN not found, MSKCL closed, MSKNS not started, MSKMO calls only, '
  'MSKPN no such participant, MSKAL nobody else to speak to; the app speaks to one too.';

revoke all on function masking.post_message(uuid, uuid, text, int, text, text, timestamptz, jsonb, jsonb, boolean, uuid) from public, anon, authenticated, service_role;
grant execute on function masking.post_message(uuid, uuid, text, int, text, text, timestamptz, jsonb, jsonb, boolean, uuid) to maskline;
