create function masking.settle_carrier_deletion(provider_sid text)
returns void
language sql security definer
set search_path = ''
as $$
  delete from public.carrier_deletions d where d.provider_sid = settle_carrier_deletion.provider_sid;
$$;

comment on function masking.settle_carrier_deletion(text) is 'The carrier has no copy any more.';

revoke all on function masking.settle_carrier_deletion(text) from public, anon, authenticated, service_role;
grant execute on function masking.settle_carrier_deletion(text) to maskline;
