create function masking.seated_people(conversation_id uuid)
returns text[]
language sql stable security definer
set search_path = ''
as $$
  select array_agg(p.phone_hash)
  from public.phone_conversation_participants p
  where p.conversation_id = seated_people.conversation_id and p.left_at is null;
$$;

comment on function masking.seated_people(uuid) is 'The hashes of those who have a seat now.';

revoke all on function masking.seated_people(uuid) from public, anon, authenticated, service_role;
