create table public.phone_conversation_participants (
  id               uuid primary key default gen_random_uuid(),
  position         bigint generated always as identity,
  conversation_id  uuid not null references public.phone_conversations (id) on delete cascade,
  user_id          uuid references auth.users (id) on delete set null,
  label            text,
  -- As label_key.ts: a label is the same in any case, with or without spaces and ASCII punctuation.
  label_key        text generated always as (
    translate(lower(label collate "und-x-icu"), ' !"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '')) stored,
  phone_hash       text,
  phone_encrypted  text,
  proxy_number     text not null references public.phone_number_pool (number),
  joined_at        timestamptz not null default now(),
  left_at          timestamptz,
  muted_at         timestamptz,
  cooldown_until   timestamptz,
  released_at      timestamptz,
  moved_to         uuid references public.phone_conversation_participants (id) on delete cascade,

  constraint leaves_after_joining         check (left_at >= joined_at),
  constraint a_released_binding_has_ended check (released_at is null or cooldown_until is not null),
  constraint only_what_has_ended_was_moved check (moved_to is null or left_at is not null),
  constraint a_held_binding_has_a_number  check (released_at is not null or phone_hash is not null and phone_encrypted is not null)
);

comment on table public.phone_conversation_participants is
  'One person''s seat in a conversation: a real number (hash and ciphertext) and the proxy number lent to it.';
comment on column public.phone_conversation_participants.label is
  'What the others know the person by. It never changes: messages on their way show it.';
comment on column public.phone_conversation_participants.muted_at is 'Set while this person gets no texts of the group.';
comment on column public.phone_conversation_participants.phone_hash is 'Null once the person has been erased.';
comment on column public.phone_conversation_participants.phone_encrypted is
  'Null once the person has been erased or the conversation dropped.';
comment on column public.phone_conversation_participants.position is 'Order in which the seats were taken.';
comment on column public.phone_conversation_participants.cooldown_until is
  'Until when a binding that ended before its conversation stays held. One that ends with it cools down from closed_at on: closing writes one row.';
comment on column public.phone_conversation_participants.released_at is 'When the binding became free for another conversation.';
comment on column public.phone_conversation_participants.moved_to is
  'The seat that got another proxy number; while this old binding cools down, what comes in by it goes to that seat.';

-- This index is what makes misrouting impossible: a text names exactly one seat.
create unique index one_held_binding_per_pair
  on public.phone_conversation_participants (proxy_number, phone_hash) where released_at is null;

create unique index one_seat_per_person
  on public.phone_conversation_participants (conversation_id, phone_hash) where left_at is null;

create unique index one_seat_per_label
  on public.phone_conversation_participants (conversation_id, label_key) where left_at is null;

create index phone_conversation_participants_conversation_id_idx on public.phone_conversation_participants (conversation_id);
create index phone_conversation_participants_user_id_idx on public.phone_conversation_participants (user_id);
create index phone_conversation_participants_proxy_number_idx on public.phone_conversation_participants (proxy_number);
create index phone_conversation_participants_moved_to_idx
  on public.phone_conversation_participants (moved_to) where moved_to is not null;
create index phone_conversation_participants_held_phone_hash_idx
  on public.phone_conversation_participants (phone_hash) where released_at is null;
create index phone_conversation_participants_last_use_idx
  on public.phone_conversation_participants (phone_hash, proxy_number, joined_at desc);
create index phone_conversation_participants_released_at_idx
  on public.phone_conversation_participants (released_at) where released_at is not null;
