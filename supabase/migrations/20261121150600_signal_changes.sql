create function masking.signal_changes()
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null then
    raise notice 'Signal changes: there is no Realtime; once there is: select masking.signal_changes()';
    return;
  end if;

  drop policy if exists "Users listen to their own changes" on realtime.messages;
  create policy "Users listen to their own changes"
    on realtime.messages for select to authenticated
    using (extension = 'broadcast' and (select realtime.topic()) = 'maskline:' || (select auth.uid()));

  create or replace trigger users_are_signaled_of_conversations
    after update on public.phone_conversations
    for each row when (
      (old.status, old.friendly_name, old.metadata, old.masked_number, old.label_messages, old.record_calls, old.pin_required, old.leak_policy, old.starts_at,
       old.expires_at, old.extend_on_activity, old.max_expires_at, old.idle_timeout, old.language, old.announcement)
      is distinct from
      (new.status, new.friendly_name, new.metadata, new.masked_number, new.label_messages, new.record_calls, new.pin_required, new.leak_policy, new.starts_at,
       new.expires_at, new.extend_on_activity, new.max_expires_at, new.idle_timeout, new.language, new.announcement))
    execute function masking.signal_conversation();

  -- With the seats comes the conversation.
  create or replace trigger users_are_signaled_of_new_seats
    after insert on public.phone_conversation_participants
    referencing new table as changed
    for each statement execute function masking.signal_participants();

  create or replace trigger users_are_signaled_of_changed_seats
    after update on public.phone_conversation_participants
    referencing old table as before new table as changed
    for each statement execute function masking.signal_participants();

  create or replace trigger users_are_signaled_of_messages
    after insert on public.sms_messages
    for each row when (new.conversation_id is not null) execute function masking.signal_message();

  create or replace trigger users_are_signaled_of_judged_messages
    after update on public.sms_messages
    for each row when (
      new.conversation_id is not null and new.body_encrypted is not null
      and (old.outcome, old.leak_guard, old.media) is distinct from (new.outcome, new.leak_guard, new.media))
    execute function masking.signal_message();

  create or replace trigger users_are_signaled_of_deliveries
    after update on public.sms_forwards
    for each row when (
      old.status <> new.status and new.status in ('sent', 'delivered', 'undelivered', 'failed', 'suppressed'))
    execute function masking.signal_message();

  create or replace trigger users_are_signaled_of_calls
    after insert on public.phone_calls
    for each row when (new.conversation_id is not null) execute function masking.signal_conversation();

  create or replace trigger users_are_signaled_of_answered_and_ended_calls
    after update on public.phone_calls
    for each row when (new.conversation_id is not null and old.status <> new.status)
    execute function masking.signal_conversation();

  create or replace trigger users_are_signaled_of_their_numbers
    after insert or delete on public.user_phone_numbers
    for each row execute function masking.signal_phone_number();

  create or replace trigger users_are_signaled_of_proved_numbers
    after update on public.user_phone_numbers
    for each row when (old.verified_at is distinct from new.verified_at)
    execute function masking.signal_phone_number();
end
$$;

comment on function masking.signal_changes() is
  'Where there is Supabase Realtime, has changes signaled to the pages of those who may see them; can be run again at any time.';

revoke all on function masking.signal_changes() from public, anon, authenticated, service_role;

select masking.signal_changes();
