create table public.sms_forwards (
  id                        uuid primary key default gen_random_uuid(),
  position                  bigint generated always as identity,
  message_id                uuid not null references public.sms_messages (id) on delete cascade,
  conversation_id           uuid not null references public.phone_conversations (id) on delete cascade,
  recipient_participant_id  uuid not null references public.phone_conversation_participants (id) on delete cascade,
  part                      integer not null default 1,
  status                    text not null,
  attempts                  integer not null default 0,
  next_attempt_at           timestamptz not null default now(),
  lease_expires_at          timestamptz,
  sent_from                 text[] not null default '{}',
  provider_sid              text,
  error_code                text,
  created_at                timestamptz not null default now(),
  give_up_at                timestamptz not null default now() + interval '1 day',
  sent_at                   timestamptz,
  delivered_at              timestamptz,
  carrier_copy              boolean not null default true,

  constraint status_is_known check (status in ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed',
                                               'unknown', 'suppressed', 'held')),
  constraint sending_has_a_lease            check ((status = 'sending') = (lease_expires_at is not null)),
  constraint sent_has_a_time                check (status not in ('sent', 'delivered', 'undelivered') or sent_at is not null),
  constraint provider_sid_names_one_forward unique (provider_sid),
  constraint one_forward_per_recipient_and_part unique (message_id, recipient_participant_id, part)
);

comment on table public.sms_forwards is 'One message on its way to one recipient: the audit trail and the outbox.';
comment on column public.sms_forwards.part is 'Which part of the message, from 1 on; all but few have one.';
comment on column public.sms_forwards.next_attempt_at is 'When to try again, or to ask for its status once it is sent; when it failed or arrived, the time of that.';
comment on column public.sms_forwards.sent_from is
  'The numbers from which it may have been sent since it was last queued: an unknown one is looked up under each.';
comment on column public.sms_forwards.carrier_copy is 'False once the carrier''s copy has been queued for deletion.';
comment on column public.sms_forwards.give_up_at is
  'When to stop trying: a day after its creation, and as much later as it waited for the end of quiet hours.';
comment on column public.sms_forwards.position is 'Order in which a recipient gets the forwards.';

create index sms_forwards_conversation_id_idx on public.sms_forwards (conversation_id);
create index sms_forwards_recipient_participant_id_idx on public.sms_forwards (recipient_participant_id);
create index sms_forwards_unsettled_idx
  on public.sms_forwards (conversation_id, recipient_participant_id, position) where status in ('queued', 'sending', 'unknown');
create index sms_forwards_next_attempt_at_idx on public.sms_forwards (next_attempt_at) where status in ('queued', 'unknown');
create index sms_forwards_sent_next_attempt_at_idx on public.sms_forwards (next_attempt_at) where status = 'sent';
create index sms_forwards_failed_next_attempt_at_idx
  on public.sms_forwards (next_attempt_at) where status in ('failed', 'undelivered');
create index sms_forwards_carrier_copy_created_at_idx
  on public.sms_forwards (created_at) where carrier_copy and provider_sid is not null;
create index sms_forwards_lease_expires_at_idx on public.sms_forwards (lease_expires_at) where status = 'sending';

alter table public.sms_forwards enable row level security;
revoke all on public.sms_forwards from anon, authenticated, service_role;
grant select (id, message_id, conversation_id, recipient_participant_id, part, status, created_at, sent_at, delivered_at)
  on public.sms_forwards to authenticated;
grant select (id, message_id, conversation_id, recipient_participant_id, part, status, attempts, next_attempt_at, lease_expires_at,
              provider_sid, error_code, created_at, sent_at, delivered_at)
  on public.sms_forwards to service_role;

create policy "Participants follow the delivery of messages"
  on public.sms_forwards for select to authenticated
  using (
    conversation_id in (select private.own_conversation_ids())
    -- Of those that the policy of messages shows.
    and exists (select from public.sms_messages m where m.id = message_id));
