create function masking.person_seats(phone_hash text, user_id uuid)
returns setof public.phone_conversation_participants
language sql stable security definer
set search_path = ''
as $$
  select p.* from public.phone_conversation_participants p where p.user_id = person_seats.user_id
  union all
  select p.*
  from public.phone_conversation_participants p
  where p.phone_hash = any (masking.person_hashes(person_seats.phone_hash, person_seats.user_id))
    and (person_seats.user_id is null or p.user_id is null);
$$;

comment on function masking.person_seats(text, uuid) is
  'All seats that a person ever had: those of the number, or those of the user and of the user''s numbers, unless another user had them.';

revoke all on function masking.person_seats(text, uuid) from public, anon, authenticated, service_role;
