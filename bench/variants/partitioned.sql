-- The two message tables by month, as docs/scaling.md describes it: a year of partitions, the unique ids of the carrier in tables of
-- their own, since a unique key of a partitioned table has to hold the partition key.
alter table public.sms_messages rename to sms_messages_plain;
alter table public.sms_forwards rename to sms_forwards_plain;

create table public.sms_messages (
  like public.sms_messages_plain including defaults,
  primary key (id, created_at)
) partition by range (created_at);

create table public.sms_forwards (
  like public.sms_forwards_plain including defaults including identity,
  primary key (id, created_at)
) partition by range (created_at);

do $$
declare
  v_month date;
begin
  for i in -11..1 loop
    v_month := date_trunc('month', now()) + make_interval(months => i);
    execute format('create table public.sms_messages_%s partition of public.sms_messages for values from (%L) to (%L)',
                   to_char(v_month, 'YYYY_MM'), v_month, v_month + interval '1 month');
    execute format('create table public.sms_forwards_%s partition of public.sms_forwards for values from (%L) to (%L)',
                   to_char(v_month, 'YYYY_MM'), v_month, v_month + interval '1 month');
  end loop;
end
$$;

create index on public.sms_messages (conversation_id, created_at desc, id desc);
create index on public.sms_messages (sender_participant_id);
create index on public.sms_messages (created_at) where body_encrypted is not null;
create index on public.sms_messages (provider_sid);

create index on public.sms_forwards (message_id, recipient_participant_id);
create index on public.sms_forwards (conversation_id);
create index on public.sms_forwards (recipient_participant_id);
create index on public.sms_forwards (provider_sid);
create index on public.sms_forwards (conversation_id, recipient_participant_id, position)
  where status in ('queued', 'sending', 'unknown');
create index on public.sms_forwards (next_attempt_at) where status in ('queued', 'unknown');
create index on public.sms_forwards (next_attempt_at) where status = 'sent';
create index on public.sms_forwards (next_attempt_at) where status in ('failed', 'undelivered');
create index on public.sms_forwards (lease_expires_at) where status = 'sending';

create table public.sms_message_sids (provider_sid text primary key);
create table public.sms_forward_sids (provider_sid text primary key);

create function public.keep_message_sid() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.provider_sid is not null then
    insert into public.sms_message_sids (provider_sid) values (new.provider_sid);
  end if;
  return new;
end
$$;

create function public.keep_forward_sid() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.provider_sid is distinct from old.provider_sid and new.provider_sid is not null then
    insert into public.sms_forward_sids (provider_sid) values (new.provider_sid);
  end if;
  return new;
end
$$;

create trigger keep_message_sid before insert on public.sms_messages for each row execute function public.keep_message_sid();
create trigger keep_forward_sid before update on public.sms_forwards for each row execute function public.keep_forward_sid();
