create function masking.settle_number_release(number text, now timestamptz default now())
returns void
language sql security definer
set search_path = ''
as $$
  update public.phone_number_pool n
  set released_at = settle_number_release.now, phone_hash = null, updated_at = settle_number_release.now
  where n.number = settle_number_release.number and n.status = 'retired' and n.release_requested_at is not null and n.released_at is null;
$$;

comment on function masking.settle_number_release(text, timestamptz) is 'The carrier account does not have the number any more.';

revoke all on function masking.settle_number_release(text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.settle_number_release(text, timestamptz) to maskline;
