create function masking.is_asking(message_id uuid, call_id uuid)
returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  if is_asking.message_id is not null then
    -- All of the person's, in one order for everybody.
    perform from public.stranger_asks a
    where (a.phone_hash, a.number) = (
      select asked.phone_hash, asked.number from public.stranger_asks asked where asked.message_id = is_asking.message_id)
    order by a.position
    for update;
    perform from public.stranger_asks a
    where a.message_id = is_asking.message_id and not masking.is_opted_out(a.phone_hash)
      and (masking.find_seat(a.number, a.phone_hash)).id is null;
  else
    perform from public.phone_calls c
    where c.id = is_asking.call_id and c.outcome = 'no_conversation' and c.ended_at is null
    for update;
  end if;
  return found;
end
$$;

comment on function masking.is_asking(uuid, uuid) is
  'Whether the app may still connect the stranger of this text, or of this call; locked, so that only one answer does.';

revoke all on function masking.is_asking(uuid, uuid) from public, anon, authenticated, service_role;
grant execute on function masking.is_asking(uuid, uuid) to maskline;
