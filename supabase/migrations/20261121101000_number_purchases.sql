create table public.number_purchases (
  id                uuid primary key default gen_random_uuid(),
  count             integer not null,
  max_monthly_cost  numeric not null,
  created_at        timestamptz not null default now(),

  constraint count_is_positive       check (count > 0),
  constraint the_budget_is_positive  check (max_monthly_cost > 0)
);

comment on table public.number_purchases is 'Requests to buy numbers: so many, for so much a month at the most.';

alter table public.number_purchases enable row level security;
revoke all on public.number_purchases from anon, authenticated, service_role;

create policy "Nobody reads purchases through the Data API"
  on public.number_purchases for select to anon, authenticated using (false);
