create table public.user_phone_numbers (
  id                       uuid primary key default gen_random_uuid(),
  user_id                  uuid not null references auth.users (id) on delete cascade,
  phone_hash               text not null,
  phone_encrypted          text not null,
  verified_at              timestamptz,
  verification_code_hash   text,
  verification_expires_at  timestamptz,
  verification_attempts    integer not null default 0,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),

  constraint a_code_expires check ((verification_code_hash is null) = (verification_expires_at is null)),
  constraint five_tries_per_code check (verification_attempts between 0 and 5),
  constraint a_user_links_a_number_once unique (user_id, phone_hash)
);

comment on table public.user_phone_numbers is
  'The numbers that signed-in people have proved to be theirs, or are about to; any number of people may be about to.';
comment on column public.user_phone_numbers.verification_attempts is 'Wrong guesses at the code that is waiting.';

create unique index a_verified_number_belongs_to_one_user
  on public.user_phone_numbers (phone_hash) where verified_at is not null;
create index user_phone_numbers_unverified_verification_expires_at_idx
  on public.user_phone_numbers (verification_expires_at) where verified_at is null;

alter table public.user_phone_numbers enable row level security;
revoke all on public.user_phone_numbers from anon, authenticated, service_role;
grant select (id, user_id, verified_at, created_at, updated_at) on public.user_phone_numbers to authenticated, service_role;

create policy "Users see that their numbers are linked"
  on public.user_phone_numbers for select to authenticated
  using (user_id = (select auth.uid()));
