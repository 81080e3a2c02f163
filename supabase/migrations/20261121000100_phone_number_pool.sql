create table public.phone_number_pool (
  number               text primary key,
  phone_hash           text,
  provider             text not null default 'twilio',
  provider_sid         text,
  country_code         text not null,
  area_code            text,
  sms                  boolean not null default true,
  mms                  boolean not null default true,
  voice                boolean not null default true,
  segments_per_second  numeric not null default 1,
  status               text not null default 'active',
  reserved             boolean not null default false,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  release_requested_at timestamptz,
  released_at          timestamptz,
  bad_since            timestamptz,
  bad_code             text,

  constraint number_is_e164               check (number ~ '^\+[1-9][0-9]{6,14}$'),
  constraint country_code_is_iso_3166     check (country_code ~ '^[A-Z]{2}$'),
  constraint status_is_known              check (status in ('active', 'draining', 'retired')),
  constraint number_can_text_or_call      check (sms or mms or voice),
  constraint pace_is_positive             check (segments_per_second > 0),
  constraint a_number_of_ours_has_a_hash  check (released_at is not null or phone_hash is not null),
  constraint only_retired_ones_are_released check (released_at is null or status = 'retired'),
  constraint a_bad_number_is_not_lent     check (bad_since is null or status <> 'active'),
  constraint a_bad_number_has_a_code      check ((bad_since is null) = (bad_code is null)),
  constraint phone_hash_names_one_number  unique (phone_hash),
  constraint provider_sid_names_one_number unique (provider, provider_sid)
);

comment on table public.phone_number_pool is 'Carrier numbers that we own and lend.';
comment on column public.phone_number_pool.phone_hash is
  'Keyed hash of the number: a text whose sender is one of our own numbers is a loop, and a sender is known only by its hash. '
  'Null once the number was given back: it may be anybody''s then.';
comment on column public.phone_number_pool.reserved is 'Lent only to who names it.';
comment on column public.phone_number_pool.release_requested_at is 'Since when it is to be given back to the carrier once nobody holds it.';
comment on column public.phone_number_pool.bad_since is 'Since when the carrier sends nothing from it, by bad_code; null once it is active again.';
comment on column public.phone_number_pool.released_at is 'When it was given back to the carrier.';

comment on column public.phone_number_pool.segments_per_second is
  'What the carrier takes from this number: 1 for a long code, more for toll-free numbers and registered campaigns.';

create index phone_number_pool_active_country_code_area_code_idx
  on public.phone_number_pool (country_code, area_code) where status = 'active';
create index phone_number_pool_to_release_updated_at_idx
  on public.phone_number_pool (updated_at) where release_requested_at is not null and released_at is null;
create index phone_number_pool_bad_since_idx on public.phone_number_pool (bad_since) where bad_since is not null;

alter table public.phone_number_pool enable row level security;
revoke all on public.phone_number_pool from anon, authenticated, service_role;
grant select (number, provider, provider_sid, country_code, area_code, sms, mms, voice, segments_per_second, status, reserved,
              created_at, updated_at, release_requested_at, released_at, bad_since, bad_code)
  on public.phone_number_pool to service_role;

create policy "Nobody reads the pool through the Data API"
  on public.phone_number_pool for select to anon, authenticated using (false);
