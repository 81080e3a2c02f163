create function masking.person_phones(user_id uuid)
returns setof text
language sql stable security definer
set search_path = ''
as $$
  select distinct on (held.phone_hash) held.phone_encrypted
  from (
    select n.phone_hash, n.phone_encrypted from public.user_phone_numbers n
    where n.user_id = person_phones.user_id and n.verified_at is not null
    union all
    select p.phone_hash, p.phone_encrypted from masking.person_seats(null, person_phones.user_id) p
    where p.phone_encrypted is not null
  ) held;
$$;

comment on function masking.person_phones(uuid) is 'The numbers of a user that can still be read, encrypted, each once.';

revoke all on function masking.person_phones(uuid) from public, anon, authenticated, service_role;
grant execute on function masking.person_phones(uuid) to maskline;
