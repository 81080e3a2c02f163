create function masking.received_since(provider text, now timestamptz default now())
returns timestamptz
language sql stable security definer
set search_path = ''
as $$
  select greatest(
    coalesce(max(s.received_until), '-infinity') - interval '10 minutes',
    received_since.now - interval '1 day')
  from public.carrier_sweeps s where s.provider = received_since.provider;
$$;

comment on function masking.received_since(text, timestamptz) is
  'From when on to compare the carrier''s list of received texts with ours: the end of the last comparison and ten minutes before, '
  'a day at the most.';

revoke all on function masking.received_since(text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.received_since(text, timestamptz) to maskline;
