create table public.phone_calls (
  id                    uuid primary key default gen_random_uuid(),
  conversation_id       uuid references public.phone_conversations (id) on delete cascade,
  participant_id        uuid references public.phone_conversation_participants (id) on delete set null,
  parent_id             uuid references public.phone_calls (id) on delete cascade,
  direction             text not null,
  provider_sid          text,
  outcome               text,
  refusal_reason        text,
  status                text not null default 'queued',
  carrier_copy          boolean not null default true,
  created_at            timestamptz not null default now(),
  answered_at           timestamptz,
  accepted_at           timestamptz,
  ended_at              timestamptz,
  duration_seconds      integer,
  next_check_at         timestamptz not null,
  recording_sid         text,
  recording_seconds     integer,
  recording_expires_at  timestamptz,

  constraint direction_is_known check (direction in ('inbound', 'outbound')),
  constraint outcome_is_known   check (outcome in ('bridge', 'conference', 'pin', 'asked', 'anonymous', 'loop', 'no_conversation',
                                                   'conversation_closed', 'not_started', 'alone', 'blocked', 'opted_out', 'rate_limited',
                                                   'refused')),
  constraint only_a_refused_call_has_a_reason check (refusal_reason is null or outcome is not distinct from 'refused'),
  constraint refusal_reason_is_a_code_word    check (refusal_reason ~ '^[a-z]+(_[a-z]+)*$' and char_length(refusal_reason) <= 64),
  constraint status_is_known    check (status in ('queued', 'ringing', 'in_progress', 'completed', 'busy', 'no_answer',
                                                  'failed', 'canceled')),
  constraint an_inbound_call_came_from_the_carrier check (direction = 'outbound' or provider_sid is not null),
  constraint an_inbound_call_has_no_parent         check (direction = 'outbound' or parent_id is null),
  constraint only_an_accepted_call_is_completed
    check (direction = 'inbound' or status <> 'completed' or accepted_at is not null),
  constraint a_final_status_has_a_time
    check ((status in ('completed', 'busy', 'no_answer', 'failed', 'canceled')) = (ended_at is not null)),
  constraint a_recording_expires check ((recording_sid is null) = (recording_expires_at is null)),
  constraint duration_is_not_negative check (duration_seconds >= 0),
  constraint provider_sid_names_one_call      unique (provider_sid),
  constraint recording_sid_names_one_recording unique (recording_sid)
);

comment on table public.phone_calls is
  'One phone that called us (inbound) or that was rung (outbound). What is rung for a caller has the caller''s call as parent.';
comment on column public.phone_calls.participant_id is 'Whose phone it is; null for somebody unknown, and once the person was erased.';
comment on column public.phone_calls.outcome is 'What became of the wish to reach the others; null for those who were rung for it.';
comment on column public.phone_calls.refusal_reason is
  'A code word of letters alone: that of the policy hook, or no_answer of ours.';
comment on column public.phone_calls.accepted_at is 'When the person who was rung agreed to be connected.';
comment on column public.phone_calls.next_check_at is 'When to ask the carrier about a call of which no callback has told the end.';
comment on column public.phone_calls.recording_sid is 
  'The carrier''s id of what was recorded: of an accepted leg the talk, else what the caller said for the person who was rung in vain.';
comment on column public.phone_calls.carrier_copy is 'False once the carrier''s record of the call has been queued for deletion.';
comment on constraint provider_sid_names_one_call on public.phone_calls is 'De-duplicates repeated webhooks.';

create index phone_calls_conversation_id_created_at_idx on public.phone_calls (conversation_id, created_at desc, id desc);
create index phone_calls_participant_id_idx on public.phone_calls (participant_id);
create index phone_calls_parent_id_idx on public.phone_calls (parent_id);
create index phone_calls_next_check_at_idx on public.phone_calls (next_check_at) where ended_at is null;
create index phone_calls_recording_expires_at_idx on public.phone_calls (recording_expires_at) where recording_sid is not null;
create index phone_calls_carrier_copy_created_at_idx
  on public.phone_calls (created_at) where carrier_copy and provider_sid is not null;

alter table public.phone_calls enable row level security;
revoke all on public.phone_calls from anon, authenticated, service_role;
grant select (id, conversation_id, participant_id, parent_id, direction, outcome, status, created_at, answered_at, accepted_at,
              ended_at, duration_seconds)
  on public.phone_calls to authenticated, service_role;

create policy "Participants see that there were calls"
  on public.phone_calls for select to authenticated
  using (conversation_id in (select private.own_conversation_ids()));
