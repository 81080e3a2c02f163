create function masking.is_pool_number(number text)
returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (select from public.phone_number_pool n where n.number = is_pool_number.number);
$$;

revoke all on function masking.is_pool_number(text) from public, anon, authenticated, service_role;
grant execute on function masking.is_pool_number(text) to maskline;
