create function masking.connect_call(
  call public.phone_calls, seat_id uuid, phone_hash text, now timestamptz, asks_policy boolean default false)
returns text
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation public.phone_conversations;
begin
  select c.* into v_conversation
  from public.phone_conversations c where c.id = (call).conversation_id for no key update;
  -- Until then the person may have left, or the seat may have gone to another phone.
  if not exists (
    select from public.phone_conversation_participants p
    where p.id = connect_call.seat_id and p.released_at is null and p.left_at is null
      and (connect_call.phone_hash is null or p.phone_hash = connect_call.phone_hash)
  ) or not masking.is_live(v_conversation, connect_call.now) then
    return 'conversation_closed';
  elsif v_conversation.starts_at > connect_call.now then
    return 'not_started';
  elsif v_conversation.mode = 'message' then
    return 'blocked';
  end if;
  return masking.ring_others(call, connect_call.asks_policy, connect_call.now);
end
$$;

comment on function masking.connect_call(public.phone_calls, uuid, text, timestamptz, boolean) is
  'Connects the call of whoever has this seat (and, unless null, this phone) with the others of the conversation; what came '
  'of it. With asks_policy nobody is connected: asked, where the policy hook is to be asked first.';

revoke all on function masking.connect_call(public.phone_calls, uuid, text, timestamptz, boolean) from public, anon, authenticated, service_role;
