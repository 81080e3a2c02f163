create table public.carrier_sweeps (
  provider        text primary key,
  received_until  timestamptz not null
);

comment on table public.carrier_sweeps is 'Up to when the carrier''s list of received texts has been compared with ours.';

alter table public.carrier_sweeps enable row level security;
revoke all on public.carrier_sweeps from anon, authenticated, service_role;

create policy "Nobody reads carrier sweeps through the Data API"
  on public.carrier_sweeps for select to anon, authenticated using (false);
