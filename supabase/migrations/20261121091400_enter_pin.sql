create function masking.enter_pin(
  call_id uuid, to_number text, from_hash text, pin_hash text, max_seconds int, now timestamptz default now(),
  asks_policy boolean default false)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_by_phone constant text := coalesce('phone_hash:' || enter_pin.from_hash, 'anonymous:' || enter_pin.to_number) || ':pin';
  -- Also of the number as a whole: who guesses may show a new caller id each time.
  v_by_number constant text := 'number:' || enter_pin.to_number || ':pin';
  v_call public.phone_calls;
  v_seat public.phone_conversation_participants;
  v_outcome text;
begin
  select p.* into v_seat
  from public.phone_conversation_participants p
  where p.proxy_number = enter_pin.to_number and p.pin_hash = any (string_to_array(enter_pin.pin_hash, '|'))
    and p.released_at is null;
  -- Before the limits, which an erasure deletes while it holds the conversation.
  perform from public.phone_conversations c where c.id = v_seat.conversation_id for no key update;

  select c.* into v_call
  from public.phone_calls c
  where c.id = enter_pin.call_id and c.direction = 'inbound' and c.ended_at is null
  for no key update;
  if v_call.outcome is distinct from 'pin' then
    return masking.call_plan(v_call.id, enter_pin.max_seconds, enter_pin.now) || '{"repeated": true}';
  end if;

  if exists (
    select from masking.take_rate_limits(jsonb_build_array(
      jsonb_build_object('id', v_by_phone, 'max', 5, 'window_seconds', 3600),
      jsonb_build_object('id', v_by_number, 'max', 30, 'window_seconds', 86400)), enter_pin.now) l
    where not l.allowed
  ) then
    v_outcome := 'rate_limited';
  elsif v_seat.id is not null then
    -- Only what is wrong counts: where a PIN is required everybody enters one all day long.
    update public.rate_limits r set count = r.count - 1 where r.id in (v_by_phone, v_by_number);
    update public.phone_calls c
    set participant_id = v_seat.id, conversation_id = v_seat.conversation_id
    where c.id = v_call.id
    returning c.* into v_call;
    v_outcome := masking.connect_call(v_call, v_seat.id, null, enter_pin.now, enter_pin.asks_policy);
  end if;

  update public.phone_calls c set outcome = coalesce(v_outcome, c.outcome) where c.id = v_call.id;
  return masking.call_plan(v_call.id, enter_pin.max_seconds, enter_pin.now) || '{"repeated": false}';
end
$$;

comment on function masking.enter_pin(uuid, text, text, text, int, timestamptz, boolean) is
  'A caller who was asked for it has entered a PIN: five wrong ones an hour by phone, thirty a day by number. The plan of '
  'masking.call_plan; its outcome is pin still when the PIN is nobody''s. With asks_policy nobody is rung before '
  'masking.settle_call.';

revoke all on function masking.enter_pin(uuid, text, text, text, int, timestamptz, boolean) from public, anon, authenticated, service_role;
grant execute on function masking.enter_pin(uuid, text, text, text, int, timestamptz, boolean) to maskline;
