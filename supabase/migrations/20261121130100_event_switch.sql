create table public.event_switch (
  id     boolean primary key default true,
  is_on  boolean not null,

  constraint there_is_one_row check (id)
);

comment on table public.event_switch is
  'Whether events are stored. The functions set it by EVENTS_WEBHOOK_URL, so that cron, which has no settings, knows it too.';

insert into public.event_switch (is_on) values (false);

alter table public.event_switch enable row level security;
revoke all on public.event_switch from anon, authenticated, service_role;

create policy "Nobody reads the event switch through the Data API"
  on public.event_switch for select to anon, authenticated using (false);
