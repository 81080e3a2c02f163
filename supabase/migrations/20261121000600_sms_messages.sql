create table public.sms_messages (
  id                     uuid primary key default gen_random_uuid(),
  conversation_id        uuid references public.phone_conversations (id) on delete cascade,
  sender_participant_id  uuid references public.phone_conversation_participants (id) on delete set null,
  direction              text not null,
  provider_sid           text,
  body_encrypted         text,
  media                  jsonb not null default '[]',
  segments               integer not null default 1,
  parts                  integer not null default 1,
  media_parts            integer not null default 0,
  label_joint            text,
  only_to_participant_id uuid references public.phone_conversation_participants (id) on delete cascade,
  is_answer              boolean not null default false,
  outcome                text not null,
  leak_guard             text,
  carrier_copy           boolean not null default true,
  created_at             timestamptz not null default now(),

  constraint direction_is_known check (direction in ('inbound', 'outbound')),
  constraint outcome_is_known   check (outcome in ('forwarded', 'no_conversation', 'conversation_closed', 'opt_out', 'opt_in',
                                                   'help', 'opted_out', 'blocked', 'rate_limited', 'loop', 'block', 'report', 'not_started', 'alone', 'mute', 'unmute', 'leave',
                                                   'asking')),
  constraint leak_guard_is_known
    check (leak_guard in ('warn', 'redact', 'block', 'clean', 'warned', 'redacted', 'blocked')),
  constraint inbound_came_from_the_carrier check ((direction = 'inbound') = (provider_sid is not null)),
  constraint segments_are_positive check (segments > 0),
  constraint parts_are_positive check (parts > 0),
  constraint parts_of_files_are_parts check (media_parts between 0 and parts),
  constraint only_forwarded_texts_are_kept check (body_encrypted is null or conversation_id is not null or outcome = 'asking'),
  constraint provider_sid_names_one_message unique (provider_sid)
);

comment on table public.sms_messages is 'One text that came in, from a phone (inbound) or from the app (outbound).';
comment on column public.sms_messages.parts is
  'In how many texts it goes out, since with the label or its files it is too long for one; segments are those of one part.';
comment on column public.sms_messages.media_parts is
  'How many of the parts, the last ones, are for files alone; 0: what there are of them goes with the words.';
comment on column public.sms_messages.label_joint is
  'What stands between the sender''s label and the text; null: no label stands in front.';
comment on column public.sms_messages.only_to_participant_id is 'The one participant whom it names by @label, or whom the app tells something; null: for all.';
comment on column public.sms_messages.is_answer is 'To a keyword: what was just asked for is said in quiet hours too.';
comment on column public.sms_messages.leak_guard is
  'The policy (warn, redact, block) until the text has been judged, then the verdict (clean, warned, redacted, blocked); null: not guarded.';
comment on column public.sms_messages.carrier_copy is 'False once the carrier''s copy has been queued for deletion.';
comment on constraint provider_sid_names_one_message on public.sms_messages is 'De-duplicates repeated webhooks.';

create index sms_messages_conversation_id_created_at_idx on public.sms_messages (conversation_id, created_at desc, id desc);
create index sms_messages_sender_participant_id_created_at_idx
  on public.sms_messages (sender_participant_id, created_at desc);
create index sms_messages_only_to_participant_id_idx
  on public.sms_messages (only_to_participant_id) where only_to_participant_id is not null;
create index sms_messages_kept_body_created_at_idx on public.sms_messages (created_at) where body_encrypted is not null;
create index sms_messages_carrier_copy_created_at_idx
  on public.sms_messages (created_at) where carrier_copy and provider_sid is not null;

alter table public.sms_messages enable row level security;
revoke all on public.sms_messages from anon, authenticated, service_role;
grant select (id, conversation_id, sender_participant_id, only_to_participant_id, direction, outcome, created_at)
  on public.sms_messages to authenticated, service_role;

create policy "Participants see that there are messages"
  on public.sms_messages for select to authenticated
  using (
    conversation_id in (select private.own_conversation_ids())
    and outcome not in ('block', 'report', 'mute', 'unmute')
    and (only_to_participant_id is null or exists (
      select from public.phone_conversation_participants p
      where p.user_id = (select auth.uid()) and p.id in (only_to_participant_id, sender_participant_id))));
