create function masking.queue_media_deletions()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  v_sent_at timestamptz;
begin
  select max(f.sent_at) into v_sent_at from public.sms_forwards f where f.message_id = old.id;

  insert into public.media_deletions (path, next_attempt_at)
  select old.id || '/' || index,
         -- A text that waits at the carrier is sent within ten hours; until then the carrier may come for its media.
         greatest(now(), v_sent_at + interval '12 hours')
  from generate_series(0, jsonb_array_length(old.media) - 1) as index
  on conflict (path) do nothing;

  insert into public.carrier_deletions (provider_sid, next_attempt_at)
  -- One that is on its way may be asked for its status for a day.
  select copies.sid, greatest(now(), v_sent_at + interval '1 day')
  from (
    select old.provider_sid as sid where old.carrier_copy
    union all
    select f.provider_sid from public.sms_forwards f where f.message_id = old.id and f.carrier_copy
  ) copies
  where copies.sid is not null
  on conflict on constraint provider_sid_names_one_deletion do nothing;
  return null;
end
$$;

comment on function masking.queue_media_deletions() is 'Whoever drops the media of a message, or the message, has their files removed from the store, and the carrier''s copies deleted.';

revoke all on function masking.queue_media_deletions() from public, anon, authenticated, service_role;

create trigger dropped_media_are_removed
  after update of media on public.sms_messages
  for each row when (old.media <> '[]' and new.media = '[]') execute function masking.queue_media_deletions();

create trigger media_of_deleted_messages_are_removed
  after delete on public.sms_messages
  -- One whose stranger has been connected goes on under its id.
  for each row when (old.media <> '[]' and old.outcome <> 'asking') execute function masking.queue_media_deletions();
