create function masking.lock_hashes(phone_hashes text[])
returns void
language sql security definer
set search_path = ''
as $$
  select count(pg_advisory_xact_lock(k))
  from (
    select distinct hashtextextended(
      least(split_part(h, '|', 1) collate "C", split_part(h, '|', 2) collate "C"), 2) as k
    from unnest(lock_hashes.phone_hashes) h
    order by k
  ) in_one_order_for_everybody;
$$;

comment on function masking.lock_hashes(text[]) is
  'Until the end of the transaction none of these people ("<hash>|<hash under the other key>", in either order) is brought under '
  'another key. Comes before every other lock.';

revoke all on function masking.lock_hashes(text[]) from public, anon, authenticated, service_role;
