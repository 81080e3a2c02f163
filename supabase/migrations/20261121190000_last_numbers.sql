create function masking.last_numbers(phone_hashes text[])
returns text[]
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return coalesce(array_agg(distinct p.proxy_number), '{}')
  from public.phone_conversation_participants p
  where p.conversation_id = (
    select c.id
    from public.phone_conversations c
    where c.people_key = masking.people_key(last_numbers.phone_hashes)
    order by c.created_at desc
    limit 1);
end
$$;

comment on function masking.last_numbers(text[]) is 'The numbers of the last conversation of exactly these people; none when there was none.';

revoke all on function masking.last_numbers(text[]) from public, anon, authenticated, service_role;
