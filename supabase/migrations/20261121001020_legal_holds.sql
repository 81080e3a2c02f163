create table public.legal_holds (
  id               uuid primary key default gen_random_uuid(),
  phone_hash       text,
  phone_encrypted  text,
  user_id          uuid references auth.users (id),
  conversation_id  uuid references public.phone_conversations (id),
  subject          text not null,
  reason           text,
  created_at       timestamptz not null default now(),

  constraint holds_a_person_or_a_conversation check (num_nonnulls(phone_hash, user_id, conversation_id) = 1),
  constraint a_held_number_can_be_read check ((phone_hash is null) = (phone_encrypted is null))
);

comment on table public.legal_holds is 'What neither erasure nor retention may touch until the hold is lifted.';
comment on column public.legal_holds.phone_encrypted is 'So that a hold outlives a change of the key.';
comment on column public.legal_holds.subject is 'What the access audit calls it.';

create index legal_holds_user_id_idx on public.legal_holds (user_id);
create index legal_holds_conversation_id_idx on public.legal_holds (conversation_id);
create index legal_holds_created_at_id_idx on public.legal_holds (created_at desc, id desc);

alter table public.legal_holds enable row level security;
revoke all on public.legal_holds from anon, authenticated, service_role;

create policy "Nobody reads legal holds through the Data API"
  on public.legal_holds for select to anon, authenticated using (false);
