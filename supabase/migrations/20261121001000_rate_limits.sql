create table public.rate_limits (
  id            text primary key,
  count         integer not null,
  window_start  timestamptz not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),

  constraint count_is_not_negative check (count >= 0)
)
-- A count is written again and again: with room on its page, and no index on what changes, no index is written with it.
with (fillfactor = 80);

comment on table public.rate_limits is 'Fixed windows: <ip>:<action>, phone_hash:<hash>:<action> or user:<uuid>:<action>.';

create index rate_limits_window_start_idx on public.rate_limits (window_start);

alter table public.rate_limits enable row level security;
revoke all on public.rate_limits from anon, authenticated, service_role;

create policy "Nobody reads rate limits through the Data API"
  on public.rate_limits for select to anon, authenticated using (false);
