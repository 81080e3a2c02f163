create function masking.release_idempotency_key(idempotency_id text)
returns void
language sql security definer
set search_path = ''
as $$
  delete from public.idempotency_keys k
  where k.id = any (string_to_array(release_idempotency_key.idempotency_id, '|')) and k.resource_id is null;
$$;

comment on function masking.release_idempotency_key(text) is 'Forgets the key of a request that made nothing, so that it can be tried again.';

revoke all on function masking.release_idempotency_key(text) from public, anon, authenticated, service_role;
grant execute on function masking.release_idempotency_key(text) to maskline;
