create function masking.settle_idempotency_key(idempotency_id text, resource_id text)
returns void
language sql security definer
set search_path = ''
as $$
  update public.idempotency_keys k
  set resource_id = settle_idempotency_key.resource_id
  where k.id = any (string_to_array(settle_idempotency_key.idempotency_id, '|'));
$$;

comment on function masking.settle_idempotency_key(text, text) is 'Remembers what the request with this key made.';

revoke all on function masking.settle_idempotency_key(text, text) from public, anon, authenticated, service_role;
grant execute on function masking.settle_idempotency_key(text, text) to maskline;
