create function masking.label_seats(conversation_id uuid)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_seat record;
  v_number bigint;
begin
  if not exists (
    select from public.phone_conversations c where c.id = label_seats.conversation_id and (c.is_group or c.label_messages)) then
    return;
  end if;

  for v_seat in
    select p.id, p.label, row_number() over (order by p.position) as place
    from public.phone_conversation_participants p
    where p.conversation_id = label_seats.conversation_id and p.left_at is null
  loop
    continue when v_seat.label is not null;
    v_number := v_seat.place;
    -- Also that of somebody who has left is not given to another.
    while exists (
      select from public.phone_conversation_participants p
      where p.conversation_id = label_seats.conversation_id and p.label_key = 'guest' || v_number) loop
      v_number := v_number + 1;
    end loop;
    update public.phone_conversation_participants p set label = 'Guest ' || v_number where p.id = v_seat.id;
  end loop;
end
$$;

comment on function masking.label_seats(uuid) is
  'Where texts say whose they are, whoever has a seat without a label gets one: Guest and a number.';

revoke all on function masking.label_seats(uuid) from public, anon, authenticated, service_role;
