create function masking.list_phones(user_id uuid)
returns setof jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
begin
  perform masking.record_access('user:' || list_phones.user_id, 'read_phone_numbers', list_phones.user_id::text, '{}');
  return query
  select jsonb_build_object(
    'id', u.id, 'phone_encrypted', u.phone_encrypted, 'verified_at', u.verified_at, 'created_at', u.created_at)
  from public.user_phone_numbers u
  where u.user_id = list_phones.user_id
  order by u.created_at desc, u.id;
end
$$;

comment on function masking.list_phones(uuid) is 'The numbers of a user, newest first, verified or not, with a row in the access audit.';

revoke all on function masking.list_phones(uuid) from public, anon, authenticated, service_role;
grant execute on function masking.list_phones(uuid) to maskline;
