create table public.carrier_deletions (
  id               uuid primary key default gen_random_uuid(),
  provider_sid     text,
  media_only       boolean not null default false,
  forward_id       uuid,
  attempts         integer not null default 0,
  next_attempt_at  timestamptz not null default now(),
  created_at       timestamptz not null default now(),

  constraint names_a_copy                    check (provider_sid is not null or forward_id is not null),
  constraint provider_sid_names_one_deletion unique (provider_sid, media_only),
  constraint forward_names_one_deletion      unique (forward_id)
);

comment on table public.carrier_deletions is 'Copies of texts that the carrier is yet to delete. A row goes when the carrier has none any more.';
comment on column public.carrier_deletions.media_only is 'The files of the text that came in, while the carrier keeps its words.';
comment on column public.carrier_deletions.forward_id is
  'Of a forward that was on its way when it was erased: the carrier''s id of its copy comes with the next report about it.';

create index carrier_deletions_next_attempt_at_idx on public.carrier_deletions (next_attempt_at) where provider_sid is not null;
create index carrier_deletions_waiting_created_at_idx on public.carrier_deletions (created_at) where provider_sid is null;

alter table public.carrier_deletions enable row level security;
revoke all on public.carrier_deletions from anon, authenticated, service_role;

create policy "Nobody reads carrier deletions through the Data API"
  on public.carrier_deletions for select to anon, authenticated using (false);
