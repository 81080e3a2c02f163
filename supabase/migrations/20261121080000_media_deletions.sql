create table public.media_deletions (
  path             text primary key,
  attempts         integer not null default 0,
  next_attempt_at  timestamptz not null default now(),
  created_at       timestamptz not null default now()
);

comment on table public.media_deletions is 'Stored files of dropped and deleted messages that are yet to be removed. A row goes when its file has gone.';
comment on column public.media_deletions.path is 'Where the file is in the bucket maskline-media, if it was ever stored.';

create index media_deletions_next_attempt_at_idx on public.media_deletions (next_attempt_at);

alter table public.media_deletions enable row level security;
revoke all on public.media_deletions from anon, authenticated, service_role;

create policy "Nobody reads media deletions through the Data API"
  on public.media_deletions for select to anon, authenticated using (false);
