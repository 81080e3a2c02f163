create function masking.settle_stranger_call(
  call_id uuid, to_number text, from_hash text, conversation jsonb, max_seconds int, asks_policy boolean,
  now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_call public.phone_calls;
  v_seat public.phone_conversation_participants;
begin
  v_seat := masking.find_seat(settle_stranger_call.to_number, settle_stranger_call.from_hash);
  perform from public.phone_conversations c where c.id = v_seat.conversation_id for no key update;

  select c.* into v_call
  from public.phone_calls c
  where c.id = settle_stranger_call.call_id and c.direction = 'inbound' and c.ended_at is null
  for no key update;
  if v_call.outcome is distinct from 'no_conversation' or v_seat.id is null then
    return masking.call_plan(settle_stranger_call.call_id, settle_stranger_call.max_seconds, settle_stranger_call.now)
           || '{"repeated": true}';
  end if;

  update public.phone_calls c
  set participant_id = v_seat.id, conversation_id = v_seat.conversation_id
  where c.id = v_call.id
  returning c.* into v_call;
  update public.phone_calls c
  set outcome = masking.connect_call(v_call, v_seat.id, settle_stranger_call.from_hash, settle_stranger_call.now, settle_stranger_call.asks_policy)
  where c.id = v_call.id;
  return masking.call_plan(v_call.id, settle_stranger_call.max_seconds, settle_stranger_call.now) || '{"repeated": false}';
end
$$;

comment on function masking.settle_stranger_call(uuid, text, text, jsonb, int, boolean, timestamptz) is
  'Connects the call of a stranger who has this number now in a conversation: that of the answer (conversation, if it was just made for '
  'that), or another that was made meanwhile. The plan of masking.call_plan, and whether it was made before. With '
  'asks_policy nobody is rung before masking.settle_call.';

revoke all on function masking.settle_stranger_call(uuid, text, text, jsonb, int, boolean, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.settle_stranger_call(uuid, text, text, jsonb, int, boolean, timestamptz) to maskline;
