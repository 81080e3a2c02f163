create function masking.known_phone_hash(phone_hash text)
returns text
language plpgsql security definer
set search_path = ''
as $$
declare
  v_hashes constant text[] := string_to_array(known_phone_hash.phone_hash, '|');
begin
  if coalesce(cardinality(v_hashes), 1) = 1 then
    return known_phone_hash.phone_hash;
  end if;

  perform masking.lock_hashes(array[known_phone_hash.phone_hash]);
  return coalesce(
    (select h.hash
     from unnest(v_hashes) with ordinality as h(hash, place)
     where exists (select from public.phone_conversation_participants p where p.phone_hash = h.hash)
        or exists (select from public.user_phone_numbers u where u.phone_hash = h.hash)
        or exists (select from public.sms_opt_outs o where o.phone_hash = h.hash)
        or exists (select from public.stranger_asks a where a.phone_hash = h.hash)
        or exists (select from public.phone_number_pool n where n.phone_hash = h.hash)
     order by h.place
     limit 1),
    masking.fresh_hash(v_hashes));
end
$$;

comment on function masking.known_phone_hash(text) is
  'The one hash under which the database knows a number that was hashed under two keys ("<current>|<previous>"), and goes on knowing '
  'it until the end of the transaction. A single hash, and null, is answered as it is.';

revoke all on function masking.known_phone_hash(text) from public, anon, authenticated, service_role;
grant execute on function masking.known_phone_hash(text) to maskline;
