create table public.policy_decisions (
  message_id       uuid primary key references public.sms_messages (id) on delete cascade,
  state            text not null default 'pending',
  reason           text,
  attempts         integer not null default 0,
  next_attempt_at  timestamptz,
  created_at       timestamptz not null default now(),
  decided_at       timestamptz,

  constraint state_is_known check (state in ('pending', 'allowed', 'changed', 'held', 'passed', 'released', 'dropped')),
  constraint reason_is_a_code_word check (reason ~ '^[a-z]+(_[a-z]+)*$' and char_length(reason) <= 64),
  constraint only_what_is_pending_is_asked_about check ((state = 'pending') = (next_attempt_at is not null)),
  constraint a_decision_has_a_time check ((state = 'pending') = (decided_at is null))
);

comment on table public.policy_decisions is
  'What the policy hook says of a message. Texts about which nobody is asked have no row.';
comment on column public.policy_decisions.state is
  'pending, until there is an answer; allowed, changed or held by the hook; passed without an answer; a held one is released or dropped by the service.';
comment on column public.policy_decisions.reason is
  'A code word of letters alone, so that it can hold nothing personal: the hook''s, or no_answer and no_hook of ours.';
comment on column public.policy_decisions.next_attempt_at is 'When to ask; while somebody is asking, when to take that one for dead.';

create index policy_decisions_next_attempt_at_idx on public.policy_decisions (next_attempt_at) where state = 'pending';
create index policy_decisions_held_created_at_idx
  on public.policy_decisions (created_at desc, message_id desc) where state in ('pending', 'held');

alter table public.policy_decisions enable row level security;
revoke all on public.policy_decisions from anon, authenticated, service_role;

create policy "Nobody reads policy decisions through the Data API"
  on public.policy_decisions for select to anon, authenticated using (false);
