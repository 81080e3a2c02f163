create table public.rate_limits (
  id            text primary key,
  count         integer not null,
  window_start  timestamptz not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),

  constraint count_is_positive check (count > 0)
);

comment on table public.rate_limits is 'Fixed windows: <ip>:<action>, phone_hash:<hash>:<action> or user:<uuid>:<action>.';

create index rate_limits_updated_at_idx on public.rate_limits (updated_at);

alter table public.rate_limits enable row level security;
revoke all on public.rate_limits from anon, authenticated, service_role;

create policy "Nobody reads rate limits through the Data API"
  on public.rate_limits for select to anon, authenticated using (false);
