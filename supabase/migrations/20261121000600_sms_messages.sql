create table public.sms_messages (
  id                     uuid primary key default gen_random_uuid(),
  conversation_id        uuid references public.phone_conversations (id) on delete cascade,
  sender_participant_id  uuid references public.phone_conversation_participants (id) on delete set null,
  direction              text not null,
  provider_sid           text,
  body_encrypted         text,
  media                  jsonb not null default '[]',
  segments               integer not null default 1,
  outcome                text not null,
  created_at             timestamptz not null default now(),

  constraint direction_is_known check (direction in ('inbound', 'outbound')),
  constraint outcome_is_known   check (outcome in ('forwarded', 'no_conversation', 'conversation_closed', 'opt_out', 'opt_in',
                                                   'help', 'opted_out', 'blocked', 'rate_limited', 'loop', 'block', 'report')),
  constraint inbound_came_from_the_carrier check ((direction = 'inbound') = (provider_sid is not null)),
  constraint segments_are_positive check (segments > 0),
  constraint only_forwarded_texts_are_kept check (body_encrypted is null or conversation_id is not null),
  constraint provider_sid_names_one_message unique (provider_sid)
);

comment on table public.sms_messages is 'One text that came in, from a phone (inbound) or from the app (outbound).';
comment on constraint provider_sid_names_one_message on public.sms_messages is 'De-duplicates repeated webhooks.';

create index sms_messages_conversation_id_created_at_idx on public.sms_messages (conversation_id, created_at desc, id desc);
create index sms_messages_sender_participant_id_idx on public.sms_messages (sender_participant_id);
create index sms_messages_kept_body_created_at_idx on public.sms_messages (created_at) where body_encrypted is not null;

alter table public.sms_messages enable row level security;
revoke all on public.sms_messages from anon, authenticated, service_role;
grant select (id, conversation_id, sender_participant_id, direction, outcome, created_at)
  on public.sms_messages to authenticated, service_role;

create policy "Participants see that there are messages"
  on public.sms_messages for select to authenticated
  using (conversation_id in (select private.own_conversation_ids()) and outcome not in ('block', 'report'));
