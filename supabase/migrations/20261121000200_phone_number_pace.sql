-- Apart from the pool, so that sending never waits for allocation, nor allocation for sending.
create table public.phone_number_pace (
  number        text primary key references public.phone_number_pool (number) on delete cascade,
  next_send_at  timestamptz not null
);

comment on table public.phone_number_pace is 'When each pool number may send again without exceeding its pace.';

alter table public.phone_number_pace enable row level security;
revoke all on public.phone_number_pace from anon, authenticated, service_role;

create policy "Nobody reads the pace through the Data API"
  on public.phone_number_pace for select to anon, authenticated using (false);
