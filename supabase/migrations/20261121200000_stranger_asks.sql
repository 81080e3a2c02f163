create table public.stranger_asks (
  message_id       uuid primary key references public.sms_messages (id) on delete cascade,
  position         bigint generated always as identity,
  number           text not null,
  phone_hash       text not null,
  phone_encrypted  text not null,
  size             jsonb,
  attempts         integer not null default 0,
  next_attempt_at  timestamptz not null default 'infinity',
  created_at       timestamptz not null default now(),

  constraint phone_hash_is_one_hash check (phone_hash not like '%|%')
);

comment on table public.stranger_asks is
  'Texts of strangers of which the app is yet to say what to do: the message has the text, encrypted, and both go once it has.';
comment on column public.stranger_asks.number is 'The pool number that was texted.';
comment on column public.stranger_asks.size is 'As in masking.receive_message.';
comment on column public.stranger_asks.next_attempt_at is
  'When to ask; while somebody is asking, when to take that one for dead. Infinity: with the first text of this person to this number.';

create index stranger_asks_next_attempt_at_idx on public.stranger_asks (next_attempt_at);
create index stranger_asks_phone_hash_number_idx on public.stranger_asks (phone_hash, number, position);
create index stranger_asks_hash_key_idx on public.stranger_asks (split_part(phone_hash, '.', 1));
create index stranger_asks_encryption_key_idx on public.stranger_asks (split_part(phone_encrypted, '.', 2));

alter table public.stranger_asks enable row level security;
revoke all on public.stranger_asks from anon, authenticated, service_role;

create policy "Nobody reads what is asked of strangers through the Data API"
  on public.stranger_asks for select to anon, authenticated using (false);
