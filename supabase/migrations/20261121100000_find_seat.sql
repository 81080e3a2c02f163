create function masking.find_seat(number text, phone_hash text)
returns public.phone_conversation_participants
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_seat public.phone_conversation_participants;
begin
  select p.* into v_seat
  from public.phone_conversation_participants p
  where p.proxy_number = find_seat.number and p.phone_hash = find_seat.phone_hash and p.released_at is null;
  if v_seat.moved_to is not null then
    select p.* into v_seat from public.phone_conversation_participants p where p.id = v_seat.moved_to;
  end if;
  return v_seat;
end
$$;

comment on function masking.find_seat(text, text) is
  'The seat that somebody reaches by a number: the one that holds the pair, or where it moved to when the number was replaced; else null.';

revoke all on function masking.find_seat(text, text) from public, anon, authenticated, service_role;
