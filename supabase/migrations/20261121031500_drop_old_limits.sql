create function masking.drop_old_limits(key_id text)
returns void
language sql security definer
set search_path = ''
as $$
  delete from public.rate_limits r where starts_with(r.id, 'phone_hash:' || drop_old_limits.key_id || '.');
$$;

comment on function masking.drop_old_limits(text) is
  'Forgets the limits of numbers of which nothing else is stored: nobody can tell their hashes under another key.';

revoke all on function masking.drop_old_limits(text) from public, anon, authenticated, service_role;
grant execute on function masking.drop_old_limits(text) to maskline;
