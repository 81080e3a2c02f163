create function masking.verified_phones(user_ids jsonb)
returns table (user_id uuid, phone_hash text, phone_encrypted text)
language sql stable security definer
set search_path = ''
as $$
  select distinct on (u.user_id) u.user_id, u.phone_hash, u.phone_encrypted
  from public.user_phone_numbers u
  where u.user_id in (select asked.id::uuid from jsonb_array_elements_text(verified_phones.user_ids) as asked(id))
    and u.verified_at is not null
  order by u.user_id, u.verified_at desc;
$$;

comment on function masking.verified_phones(jsonb) is 'The number that each of these users verified last; none for a user who has none.';

revoke all on function masking.verified_phones(jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.verified_phones(jsonb) to maskline;
