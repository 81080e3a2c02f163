create function masking.settle_media_deletions(paths jsonb)
returns void
language sql security definer
set search_path = ''
as $$
  delete from public.media_deletions d
  where d.path in (select jsonb_array_elements_text(settle_media_deletions.paths));
$$;

comment on function masking.settle_media_deletions(jsonb) is 'These files have gone from the store.';

revoke all on function masking.settle_media_deletions(jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.settle_media_deletions(jsonb) to maskline;
