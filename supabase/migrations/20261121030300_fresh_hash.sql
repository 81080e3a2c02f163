create function masking.fresh_hash(hashes text[])
returns text
language plpgsql security definer
set search_path = ''
as $$
begin
  if cardinality(fresh_hash.hashes) = 1 then
    return fresh_hash.hashes[1];
  end if;

  -- A key is retired only when nobody is about to write under it.
  perform from public.encryption_keys k
  where k.id in (select split_part(h, '.', 1) from unnest(fresh_hash.hashes) h)
  order by k.id
  for share;

  return (
    select h.hash
    from unnest(fresh_hash.hashes) with ordinality as h(hash, place)
    left join public.encryption_keys k on k.id = split_part(h.hash, '.', 1)
    order by k.retired_at is not null, h.place
    limit 1);
end
$$;

comment on function masking.fresh_hash(text[]) is
  'The hash to store for what is not stored yet: the first whose key is not retired, so that functions with the earlier order of keys '
  'do not bring new rows under the old one.';

revoke all on function masking.fresh_hash(text[]) from public, anon, authenticated, service_role;
