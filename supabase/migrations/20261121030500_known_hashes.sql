create function masking.known_hashes(items jsonb)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_ambiguous text[];
begin
  select array_agg(i ->> 'phone_hash') into v_ambiguous
  from jsonb_array_elements(known_hashes.items) i
  where i ->> 'phone_hash' like '%|%';
  if v_ambiguous is null then
    return known_hashes.items;
  end if;

  -- All of them in one order, before known_phone_hash locks each again.
  perform masking.lock_hashes(v_ambiguous);
  return (
    select jsonb_agg(
      i.value || jsonb_build_object('phone_hash', masking.known_phone_hash(i.value ->> 'phone_hash'))
      order by i.ordinality)
    from jsonb_array_elements(known_hashes.items) with ordinality i);
end
$$;

comment on function masking.known_hashes(jsonb) is 'The items [{phone_hash, …}] with each phone_hash as masking.known_phone_hash answers it.';

revoke all on function masking.known_hashes(jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.known_hashes(jsonb) to maskline;
