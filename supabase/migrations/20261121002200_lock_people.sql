create function masking.lock_people(phone_hashes text[])
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  perform count(pg_advisory_xact_lock(k))
  from (
    select distinct hashtextextended(h, 0) as k
    from unnest(lock_people.phone_hashes) h
    order by k
  ) in_one_order_for_everybody;
end
$$;

comment on function masking.lock_people(text[]) is
  'Until the end of the transaction nobody else gives or takes a number of these people.';

revoke all on function masking.lock_people(text[]) from public, anon, authenticated, service_role;
