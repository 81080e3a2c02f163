create function masking.claim_idempotency_key(idempotency_id text, request_hash text, now timestamptz)
returns text
language plpgsql security definer
set search_path = ''
as $$
declare
  v_ids constant text[] := string_to_array(claim_idempotency_key.idempotency_id, '|');
  v_hashes constant text[] := string_to_array(claim_idempotency_key.request_hash, '|');
  v_kept public.idempotency_keys;
begin
  if claim_idempotency_key.idempotency_id is null then
    return null;
  end if;

  -- During a change of the encryption key a request has a hash under each: the first request may have come under either.
  if cardinality(v_ids) > 1 then
    perform masking.lock_hashes(array[claim_idempotency_key.idempotency_id]);
  end if;
  if not exists (select from public.idempotency_keys k where k.id = any (v_ids)) then
    -- A second request with the same key waits here for the first one's commit.
    insert into public.idempotency_keys (id, request_hash, created_at)
    values (masking.fresh_hash(v_ids), masking.fresh_hash(v_hashes), claim_idempotency_key.now)
    on conflict on constraint idempotency_keys_pkey do nothing;
    if found then
      return null;
    end if;
  end if;

  select k.* into strict v_kept from public.idempotency_keys k where k.id = any (v_ids);
  if v_kept.request_hash <> all (v_hashes) then
    raise exception 'The Idempotency-Key was used for another request' using errcode = 'MSKIK';
  elsif v_kept.resource_id is null then
    raise exception 'The first request with this Idempotency-Key is still at work' using errcode = 'MSKIP';
  end if;
  return v_kept.resource_id;
end
$$;

comment on function masking.claim_idempotency_key(text, text, timestamptz) is
  'Null when the request is new (or has no key), else the id of what the first request made. MSKIK: another request. MSKIP: at work.';

revoke all on function masking.claim_idempotency_key(text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_idempotency_key(text, text, timestamptz) to maskline;
