create table public.phone_blocks (
  blocker_hash       text not null,
  blocker_encrypted  text,
  blocked_hash       text not null,
  blocked_encrypted  text,
  conversation_id    uuid references public.phone_conversations (id) on delete set null,
  created_at         timestamptz not null default now(),

  primary key (blocker_hash, blocked_hash),
  constraint nobody_blocks_themselves check (blocker_hash <> blocked_hash)
);

comment on table public.phone_blocks is 'Who said BLOCK or REPORT about whom: the two are not connected again.';
comment on column public.phone_blocks.blocker_encrypted is
  'As blocked_encrypted, so that a block outlives a change of the key; null once the person was erased.';
comment on column public.phone_blocks.conversation_id is 'Where it was said.';

create index phone_blocks_blocked_hash_idx on public.phone_blocks (blocked_hash);
create index phone_blocks_conversation_id_idx on public.phone_blocks (conversation_id);

alter table public.phone_blocks enable row level security;
revoke all on public.phone_blocks from anon, authenticated, service_role;

create policy "Nobody reads blocks through the Data API"
  on public.phone_blocks for select to anon, authenticated using (false);
