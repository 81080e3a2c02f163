create function masking.bad_numbers()
returns setof text
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return query
  select n.number
  from public.phone_number_pool n
  where n.bad_since is not null and n.released_at is null
    and exists (
      select from public.phone_conversation_participants p
      join public.phone_conversations c on c.id = p.conversation_id
      where p.proxy_number = n.number and p.released_at is null and p.left_at is null and c.status = 'active')
  order by n.bad_since, n.number;
end
$$;

comment on function masking.bad_numbers() is 'The numbers that went bad and still have conversations to move.';

revoke all on function masking.bad_numbers() from public, anon, authenticated, service_role;
grant execute on function masking.bad_numbers() to maskline;
