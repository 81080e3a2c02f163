-- What a Supabase project has before its first migration, as far as Maskline uses it. Runs on any Postgres 15 to 17, again and again,
-- and leaves alone what is there: roles belong to the whole cluster, and DATABASE_URL may name a database that has all of it.

-- "if not exists" is no shelter from another start that makes the same thing now: one after the other.
select pg_advisory_xact_lock(hashtextextended('supabase_shape', 0));

do $$
declare
  v_role text;
begin
  foreach v_role in array array[
    'anon nologin noinherit',
    'authenticated nologin noinherit',
    'service_role nologin noinherit bypassrls',
    'authenticator login noinherit'
  ] loop
    begin
      execute 'create role ' || v_role;
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
end
$$;

do $$
begin
  grant anon, authenticated, service_role to authenticator;
exception when others then
  -- Two starts on one cluster at the same time; the other one grants it.
  if sqlerrm not like 'tuple concurrently updated%' and sqlstate <> '23505' then
    raise;
  end if;
end
$$;

create schema if not exists extensions;
create schema if not exists auth;
grant usage on schema public, extensions, auth to anon, authenticated, service_role;

-- Since 2026-10-30 no project grants anything on new tables, sequences and functions by itself, and neither does Postgres: so there
-- are no default privileges to set here.

create table if not exists auth.users (
  instance_id         uuid,
  id                  uuid primary key,
  aud                 varchar(255),
  role                varchar(255),
  email               varchar(255),
  encrypted_password  varchar(255),
  email_confirmed_at  timestamptz,
  last_sign_in_at     timestamptz,
  raw_app_meta_data   jsonb,
  raw_user_meta_data  jsonb,
  phone               text unique,
  phone_confirmed_at  timestamptz,
  created_at          timestamptz,
  updated_at          timestamptz,
  banned_until        timestamptz,
  deleted_at          timestamptz,
  is_sso_user         boolean not null default false,
  is_anonymous        boolean not null default false
);
create unique index if not exists users_email_partial_key on auth.users (email) where is_sso_user = false;
alter table auth.users enable row level security;

-- PostgREST sets request.jwt.claims; older tests set the legacy request.jwt.claim.*.
do $$
begin
  if to_regprocedure('auth.uid()') is null then
    create function auth.uid() returns uuid language sql stable as $f$
      select coalesce(
        nullif(current_setting('request.jwt.claim.sub', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
      )::uuid
    $f$;
  end if;

  if to_regprocedure('auth.role()') is null then
    create function auth.role() returns text language sql stable as $f$
      select coalesce(
        nullif(current_setting('request.jwt.claim.role', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
      )
    $f$;
  end if;

  if to_regprocedure('auth.jwt()') is null then
    create function auth.jwt() returns jsonb language sql stable as $f$
      select coalesce(
        nullif(current_setting('request.jwt.claim', true), ''),
        nullif(current_setting('request.jwt.claims', true), '')
      )::jsonb
    $f$;
  end if;
end
$$;

-- Supabase Storage keeps its buckets here. The files of the local stack are elsewhere, in memory.
create schema if not exists storage;
create table if not exists storage.buckets (
  id      text primary key,
  name    text not null unique,
  public  boolean default false
);
alter table storage.buckets enable row level security;
