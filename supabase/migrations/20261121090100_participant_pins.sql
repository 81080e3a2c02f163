alter table public.phone_conversation_participants add column pin_hash text;

comment on column public.phone_conversation_participants.pin_hash is
  'Keyed hash of the PIN by which the person is known who calls from another phone; null: none.';

create unique index one_pin_per_number
  on public.phone_conversation_participants (proxy_number, pin_hash) where released_at is null and pin_hash is not null;
