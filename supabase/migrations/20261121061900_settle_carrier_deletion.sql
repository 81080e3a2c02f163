create function masking.settle_carrier_deletion(provider_sid text, media_only boolean default false)
returns void
language sql security definer
set search_path = ''
as $$
  delete from public.carrier_deletions d
  where d.provider_sid = settle_carrier_deletion.provider_sid and d.media_only = settle_carrier_deletion.media_only;
$$;

comment on function masking.settle_carrier_deletion(text, boolean) is 'The carrier has no copy any more, or with media_only no files of it.';

revoke all on function masking.settle_carrier_deletion(text, boolean) from public, anon, authenticated, service_role;
grant execute on function masking.settle_carrier_deletion(text, boolean) to maskline;
