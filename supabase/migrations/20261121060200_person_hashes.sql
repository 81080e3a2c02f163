create function masking.person_hashes(phone_hash text, user_id uuid)
returns text[]
language sql stable security definer
set search_path = ''
as $$
  select array(
    select person_hashes.phone_hash where person_hashes.phone_hash is not null
    union
    select n.phone_hash from public.user_phone_numbers n
    where n.user_id = person_hashes.user_id and n.verified_at is not null
    union
    select p.phone_hash from public.phone_conversation_participants p
    where p.user_id = person_hashes.user_id and p.phone_hash is not null);
$$;

comment on function masking.person_hashes(text, uuid) is
  'The numbers of a person: the given one, or those that the user has verified or been connected by. A number that the user has '
  'not verified may be somebody else''s.';

revoke all on function masking.person_hashes(text, uuid) from public, anon, authenticated, service_role;
