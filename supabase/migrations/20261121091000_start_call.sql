create function masking.start_call(
  conversation_id uuid, viewer_id uuid, participant_id uuid,
  idempotency_id text, request_hash text, now timestamptz default now(),
  asks_policy boolean default false)
returns table (call jsonb, legs jsonb, question jsonb)
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation public.phone_conversations;
  v_seat public.phone_conversation_participants;
  v_call public.phone_calls;
  v_call_id uuid;
begin
  v_call_id := masking.claim_idempotency_key(start_call.idempotency_id, start_call.request_hash, start_call.now);
  if v_call_id is null then
    v_conversation := masking.lock_conversation(start_call.conversation_id, start_call.viewer_id);
    select p.* into v_seat
    from public.phone_conversation_participants p
    where p.conversation_id = v_conversation.id and p.left_at is null
      and (p.user_id = start_call.viewer_id or start_call.viewer_id is null and p.id = start_call.participant_id);
    if v_seat.id is null then
      raise exception 'No such participant' using errcode = 'MSKPN';
    elsif not masking.is_live(v_conversation, start_call.now) then
      raise exception 'The conversation is closed' using errcode = 'MSKCL';
    elsif v_conversation.starts_at > start_call.now then
      raise exception 'The conversation has not started' using errcode = 'MSKNS';
    elsif v_conversation.mode = 'message' then
      raise exception 'The conversation is for texts only' using errcode = 'MSKMO';
    elsif cardinality(masking.seated_people(v_conversation.id)) < 2 then
      raise exception 'Nobody else is in the conversation' using errcode = 'MSKAL';
    elsif not exists (
      select from public.phone_conversation_participants p
      where p.conversation_id = v_conversation.id and p.left_at is null and p.id <> v_seat.id
        and not masking.is_opted_out(p.phone_hash)
    ) or masking.is_opted_out(v_seat.phone_hash) then
      raise exception 'Somebody who has opted out is not called' using errcode = 'MSKOO';
    end if;

    insert into public.phone_calls (conversation_id, participant_id, direction, outcome, created_at, next_check_at)
    values (v_conversation.id, v_seat.id, 'outbound', case when start_call.asks_policy then 'asked' end, start_call.now,
            start_call.now + interval '5 minutes')
    returning * into v_call;
    v_call_id := v_call.id;
    if start_call.asks_policy then
      question := masking.call_question(v_call);
    else
      legs := masking.first_leg(v_call);
    end if;
    perform masking.settle_idempotency_key(start_call.idempotency_id, v_call_id::text);
  end if;

  select c.* into v_call from public.phone_calls c where c.id = v_call_id;
  call := masking.call_view(v_call);
  return next;
end
$$;

comment on function masking.start_call(uuid, uuid, uuid, text, text, timestamptz, boolean) is
  'The viewer, or for the service (viewer_id null) this participant, is to be rung and then connected with the others. legs is whom '
  'to ring first, null when the request was done before. With asks_policy question is what the policy hook is asked, and '
  'masking.settle_call says whom to ring. MSKCN, MSKPN not found, MSKCL closed, MSKMO texts only, MSKAL nobody else '
  'to talk to, MSKOO opted out.';

revoke all on function masking.start_call(uuid, uuid, uuid, text, text, timestamptz, boolean) from public, anon, authenticated, service_role;
grant execute on function masking.start_call(uuid, uuid, uuid, text, text, timestamptz, boolean) to maskline;
