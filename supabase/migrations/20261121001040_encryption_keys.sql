create table public.encryption_keys (
  id          text primary key,
  created_at  timestamptz not null default now(),
  retired_at  timestamptz,
  lost_at     timestamptz,

  constraint id_is_derived_from_a_key check (id ~ '^[A-Za-z0-9_-]{8}$')
);

comment on table public.encryption_keys is
  'The keys that have been current here, by the id that each hash and ciphertext names. An id is derived from its key and gives nothing '
  'away: with another key the functions refuse to serve.';
comment on column public.encryption_keys.retired_at is 'Since when its rows are brought under the next key: nobody new comes under it.';
comment on column public.encryption_keys.lost_at is 'Set by hand to serve without a key that nobody has any more.';

alter table public.encryption_keys enable row level security;
revoke all on public.encryption_keys from anon, authenticated, service_role;

create policy "Nobody reads encryption keys through the Data API"
  on public.encryption_keys for select to anon, authenticated using (false);
