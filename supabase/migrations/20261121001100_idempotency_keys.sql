create table public.idempotency_keys (
  id            text primary key,
  request_hash  text not null,
  resource_id   text,
  created_at    timestamptz not null default now()
);

comment on table public.idempotency_keys is
  'What a request with an Idempotency-Key made. Both hashes are keyed: neither the key nor the request can be guessed from them.';
comment on column public.idempotency_keys.resource_id is 'Null while the first request is still at work.';

create index idempotency_keys_created_at_idx on public.idempotency_keys (created_at);

alter table public.idempotency_keys enable row level security;
revoke all on public.idempotency_keys from anon, authenticated, service_role;

create policy "Nobody reads idempotency keys through the Data API"
  on public.idempotency_keys for select to anon, authenticated using (false);
