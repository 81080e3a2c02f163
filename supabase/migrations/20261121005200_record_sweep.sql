create function masking.record_sweep(provider text, received_until timestamptz)
returns void
language sql security definer
set search_path = ''
as $$
  insert into public.carrier_sweeps as s (provider, received_until)
  values (record_sweep.provider, record_sweep.received_until)
  on conflict (provider) do update set received_until = greatest(s.received_until, excluded.received_until);
$$;

comment on function masking.record_sweep(text, timestamptz) is 'All that the carrier had received by then is ours too.';

revoke all on function masking.record_sweep(text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.record_sweep(text, timestamptz) to maskline;
