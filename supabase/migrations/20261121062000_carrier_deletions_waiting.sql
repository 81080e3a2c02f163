create function masking.carrier_deletions_waiting()
returns int
language sql stable security definer
set search_path = ''
as $$
  select count(*)::int from public.carrier_deletions d where d.provider_sid is not null;
$$;

comment on function masking.carrier_deletions_waiting() is 'How many copies the carrier is yet to delete.';

revoke all on function masking.carrier_deletions_waiting() from public, anon, authenticated, service_role;
grant execute on function masking.carrier_deletions_waiting() to maskline;
