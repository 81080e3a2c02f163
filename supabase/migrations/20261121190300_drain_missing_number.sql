create function masking.drain_missing_number(number text, provider text, now timestamptz default now())
returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  perform from public.phone_number_pool n
  where n.number = drain_missing_number.number and n.provider = drain_missing_number.provider
    and n.bad_since is null and n.status <> 'retired'
  for update;
  if not found then
    return false;
  end if;
  perform masking.mark_number_bad(array[drain_missing_number.number], 'NOT_IN_ACCOUNT', drain_missing_number.now);
  return true;
end
$$;

comment on function masking.drain_missing_number(text, text, timestamptz) is
  'Marks a number bad, since the account of this carrier has it no more. False when it is bad or out of use already.';

revoke all on function masking.drain_missing_number(text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.drain_missing_number(text, text, timestamptz) to maskline;
