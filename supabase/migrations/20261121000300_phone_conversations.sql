create table public.phone_conversations (
  id                   uuid primary key default gen_random_uuid(),
  created_by           uuid references auth.users (id) on delete set null,
  client_id            text,
  friendly_name        text,
  language             text,
  announcement         text,
  mode                 text not null default 'message',
  status               text not null default 'active',
  masked_number        text references public.phone_number_pool (number),
  people_key           text not null,
  metadata             jsonb not null default '{}',
  idle_timeout         interval,
  cooldown             interval not null,
  starts_at            timestamptz,
  expires_at           timestamptz,
  extend_on_activity   interval,
  max_expires_at       timestamptz,
  is_group             boolean not null default false,
  label_messages       boolean not null default false,
  record_calls         boolean not null default false,
  pin_required         boolean not null default false,
  leak_policy          text not null default 'allow',
  leaks_warned         integer not null default 0,
  leaks_redacted       integer not null default 0,
  leaks_blocked        integer not null default 0,
  last_interaction_at  timestamptz not null default now(),
  -- "timestamptz + interval" is not immutable, "timestamp + interval" is: hence the detour over UTC.
  idle_at              timestamptz generated always as (
    (greatest(last_interaction_at, starts_at) at time zone 'UTC' + idle_timeout) at time zone 'UTC') stored,
  created_at           timestamptz not null default now(),
  closed_at            timestamptz,
  closed_reason        text,
  next_release_at      timestamptz,
  dropped_at           timestamptz,
  blocked_at           timestamptz,
  reported_at          timestamptz,
  frozen_at            timestamptz,

  constraint mode_is_known             check (mode in ('message', 'voice', 'message_and_voice')),
  constraint status_is_known           check (status in ('active', 'closed')),
  constraint closed_reason_is_known    check (closed_reason in ('expired', 'idle', 'api', 'participant', 'erased')),
  constraint language_is_a_tag         check (language ~ '^[a-z]{2}-[A-Z]{2}$'),
  constraint announcement_is_short     check (char_length(announcement) between 1 and 200),
  constraint leak_policy_is_known      check (leak_policy in ('allow', 'warn', 'redact', 'block')),
  constraint closed_has_time_and_reason
    check ((status = 'closed') = (closed_at is not null) and (status = 'closed') = (closed_reason is not null)),
  constraint only_closed_ones_are_dropped check (dropped_at is null or status = 'closed'),
  constraint expires_after_creation    check (expires_at > created_at),
  constraint expires_after_start       check (expires_at > starts_at),
  constraint expires_by_the_cap        check (expires_at <= max_expires_at),
  constraint extension_is_positive     check (extend_on_activity > interval '0'),
  constraint extension_has_an_end_and_a_cap
    check (extend_on_activity is null or expires_at is not null and max_expires_at is not null),
  constraint idle_timeout_is_positive  check (idle_timeout > interval '0'),
  constraint cooldown_is_not_negative  check (cooldown >= interval '0'),
  constraint metadata_is_an_object     check (jsonb_typeof(metadata) = 'object')
)
-- Most texts change last_interaction_at alone, which no index holds: the row's new version stays on its page.
with (fillfactor = 90);

comment on table public.phone_conversations is 'People connected through pool numbers for a while.';
comment on column public.phone_conversations.client_id is
  'Set when the conversation is the lasting masked phone of one of created_by''s clients.';
comment on column public.phone_conversations.language is
  'Of what is said in its calls, and of the texts that are ours; null: the setting VOICE_LANGUAGE.';
comment on column public.phone_conversations.leak_policy is
  'What happens to texts of its participants that hold a phone number, an e-mail address or a handle.';
comment on column public.phone_conversations.people_key is
  'Digest of the set of people in it: the same people get the same numbers the next time.';
comment on column public.phone_conversations.starts_at is 'Before it nothing is relayed; null: it began with its creation.';
comment on column public.phone_conversations.idle_at is 'When it has been idle for too long; null: it may be idle for ever.';
comment on column public.phone_conversations.extend_on_activity is
  'How long after each relayed message or call it lives at least, but never beyond max_expires_at.';
comment on column public.phone_conversations.is_group is
  'Three participants or more have a seat: texts say whose they are, and people may say MUTE and LEAVE.';
comment on column public.phone_conversations.label_messages is 'Texts say whose they are also between two.';
comment on column public.phone_conversations.record_calls is
  'Calls between two are recorded, once both were told; only where RECORDING_DAYS is set.';
comment on column public.phone_conversations.pin_required is
  'A caller enters a PIN also from a phone of the conversation: a caller id can be forged.';
comment on column public.phone_conversations.announcement is
  'What a caller is told before anybody is rung; null: what VOICE_ANNOUNCE says.';
comment on column public.phone_conversations.blocked_at is 'When a participant said BLOCK or REPORT in it; null once that was lifted.';
comment on column public.phone_conversations.reported_at is 'When a participant first said REPORT in it.';
comment on column public.phone_conversations.frozen_at is 'Set while its texts are evidence: they are kept, whatever their age.';
comment on column public.phone_conversations.cooldown is
  'How long a binding stays held after the end; kept here so that closing needs no setting.';
comment on column public.phone_conversations.next_release_at is
  'When the first of its ended bindings becomes free; null when none cools down.';
comment on column public.phone_conversations.dropped_at is
  'When its numbers and texts were dropped, CONVERSATION_RETENTION_DAYS after its end.';

create index phone_conversations_created_by_created_at_idx on public.phone_conversations (created_by, created_at desc);
create index phone_conversations_created_at_id_idx on public.phone_conversations (created_at desc, id desc);
create index phone_conversations_masked_number_idx on public.phone_conversations (masked_number);
create index phone_conversations_people_key_created_at_idx on public.phone_conversations (people_key, created_at desc);
create index phone_conversations_frozen_idx on public.phone_conversations (id) where frozen_at is not null;
create index phone_conversations_expires_at_idx on public.phone_conversations (expires_at) where status = 'active';
create index phone_conversations_next_release_at_idx
  on public.phone_conversations (next_release_at) where next_release_at is not null;
create index phone_conversations_kept_closed_at_idx
  on public.phone_conversations (closed_at) where status = 'closed' and dropped_at is null;

create index phone_conversations_idle_at_idx on public.phone_conversations (idle_at) where status = 'active' and idle_at is not null;

create unique index one_masked_phone_per_client
  on public.phone_conversations (created_by, client_id) nulls not distinct
  where client_id is not null and status = 'active';
