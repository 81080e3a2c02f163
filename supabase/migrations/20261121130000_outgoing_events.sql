create table public.outgoing_events (
  id                uuid primary key default gen_random_uuid(),
  position          bigint generated always as identity,
  conversation_id   uuid not null,
  type              text not null,
  data              jsonb not null,
  status            text not null default 'due',
  attempts          integer not null default 0,
  next_attempt_at   timestamptz not null,
  lease_expires_at  timestamptz,
  error_code        text,
  created_at        timestamptz not null,
  give_up_at        timestamptz not null,
  settled_at        timestamptz,

  constraint type_is_known check (type in (
    'conversation.created', 'conversation.reopened', 'conversation.closed', 'conversation.number_replaced',
    'message.late', 'message.relayed', 'message.failed',
    'participant.opted_out', 'participant.opted_in', 'call.ended', 'call.voicemail')),
  constraint status_is_known check (status in ('due', 'sending', 'delivered', 'given_up')),
  constraint sending_has_a_lease check ((status = 'sending') = (lease_expires_at is not null)),
  constraint only_a_settled_event_has_a_time check ((status in ('delivered', 'given_up')) = (settled_at is not null))
);

comment on table public.outgoing_events is
  'What the app is told by EVENTS_WEBHOOK_URL: written with the change of which it tells, and the outbox of its delivery. It holds ids, '
  'states and reasons; labels are looked up when it is sent, so that an erased person is gone from it too.';
comment on column public.outgoing_events.position is 'Order in which the app gets the events of a conversation.';
comment on column public.outgoing_events.conversation_id is 'No foreign key: an event outlives what it tells of, and to write one locks nothing.';
comment on column public.outgoing_events.next_attempt_at is
  'When to send it, or, behind an earlier event of the conversation, when to look whether that one is settled.';
comment on column public.outgoing_events.error_code is 'Why the last attempt failed: HTTP_ and a status, TIMEOUT or NETWORK.';

create index outgoing_events_unsettled_idx
  on public.outgoing_events (conversation_id, position) where status in ('due', 'sending');
create index outgoing_events_next_attempt_at_idx on public.outgoing_events (next_attempt_at, position) where status = 'due';
create index outgoing_events_lease_expires_at_idx on public.outgoing_events (lease_expires_at) where status = 'sending';
create index outgoing_events_given_up_created_at_idx
  on public.outgoing_events (created_at desc, id desc) where status = 'given_up';
create index outgoing_events_created_at_id_idx on public.outgoing_events (created_at desc, id desc);
create index outgoing_events_conversation_id_created_at_idx
  on public.outgoing_events (conversation_id, created_at desc, id desc);

alter table public.outgoing_events enable row level security;
revoke all on public.outgoing_events from anon, authenticated, service_role;

create policy "Nobody reads outgoing events through the Data API"
  on public.outgoing_events for select to anon, authenticated using (false);
