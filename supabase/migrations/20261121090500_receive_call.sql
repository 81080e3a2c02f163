create function masking.receive_call(
  to_number text, from_hash text, provider_sid text, max_per_hour int, max_seconds int, now timestamptz default now(),
  asks_policy boolean default false)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_call public.phone_calls;
  v_seat public.phone_conversation_participants;
  v_pin_required boolean;
begin
  -- Webhooks of one call at the same moment take turns; the second gets the answer of the first.
  perform pg_advisory_xact_lock(hashtextextended(receive_call.provider_sid, 1));
  select c.* into v_call from public.phone_calls c where c.provider_sid = receive_call.provider_sid;
  if found then
    return masking.call_plan(v_call.id, receive_call.max_seconds, receive_call.now) || '{"repeated": true}';
  end if;

  v_seat := masking.find_seat(receive_call.to_number, receive_call.from_hash);
  -- Before the limits, which an erasure deletes while it holds the conversation.
  select c.pin_required into v_pin_required
  from public.phone_conversations c where c.id = v_seat.conversation_id for no key update;

  insert into public.phone_calls (
    conversation_id, participant_id, direction, provider_sid, outcome, status, created_at, next_check_at)
  values (
    v_seat.conversation_id, v_seat.id, 'inbound', receive_call.provider_sid,
    case
      when exists (select from public.phone_number_pool n where n.phone_hash = receive_call.from_hash) then 'loop'
      when v_seat.id is not null then case
        when (masking.take_rate_limit('phone_hash:' || receive_call.from_hash || ':call', 3600, receive_call.now)).count
          > receive_call.max_per_hour then 'rate_limited'
        when v_pin_required then 'pin' end
      when exists (
        select from public.phone_conversation_participants p
        where p.proxy_number = receive_call.to_number and p.pin_hash is not null and p.released_at is null) then 'pin'
      when receive_call.from_hash is null then 'anonymous'
      else 'no_conversation'
    end,
    'ringing', receive_call.now, receive_call.now + interval '5 minutes')
  returning * into v_call;

  if v_call.outcome is null then
    update public.phone_calls c
    set outcome = masking.connect_call(v_call, v_seat.id, receive_call.from_hash, receive_call.now, receive_call.asks_policy)
    where c.id = v_call.id;
  end if;
  return masking.call_plan(v_call.id, receive_call.max_seconds, receive_call.now) || '{"repeated": false}';
end
$$;

comment on function masking.receive_call(text, text, text, int, int, timestamptz, boolean) is
  'All that happens to a call before the carrier gets its answer: whoever is known is rung through, unless the conversation asks for a '
  'PIN; from_hash is null when the caller withholds the number. '
  'The plan of masking.call_plan, and whether it was asked for before. With asks_policy nobody is rung before masking.settle_call.';

revoke all on function masking.receive_call(text, text, text, int, int, timestamptz, boolean) from public, anon, authenticated, service_role;
grant execute on function masking.receive_call(text, text, text, int, int, timestamptz, boolean) to maskline;
