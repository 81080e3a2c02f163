create table public.number_orders (
  purchase_id   uuid not null references public.number_purchases (id) on delete cascade,
  number        text not null,
  monthly_cost  numeric not null,
  currency      text not null,
  status        text not null default 'planned',
  created_at    timestamptz not null default now(),

  primary key (purchase_id, number),
  constraint status_is_known         check (status in ('planned', 'bought', 'lost')),
  constraint number_is_e164          check (number ~ '^\+[1-9][0-9]{6,14}$'),
  constraint the_cost_is_not_negative check (monthly_cost >= 0)
);

comment on table public.number_orders is
  'The numbers of a purchase, written down before they are bought: whoever repeats the request buys these and no others.';
comment on column public.number_orders.status is
  'planned: may have been bought; bought: ours and in the pool; lost: somebody else, or another purchase, has it.';

create index number_orders_number_idx on public.number_orders (number);

-- Two purchases at once are shown the same numbers for sale.
create unique index one_open_order_per_number on public.number_orders (number) where status = 'planned';

alter table public.number_orders enable row level security;
revoke all on public.number_orders from anon, authenticated, service_role;

create policy "Nobody reads orders through the Data API"
  on public.number_orders for select to anon, authenticated using (false);
