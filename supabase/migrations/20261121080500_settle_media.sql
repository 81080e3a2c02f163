create function masking.settle_media(message_id uuid, media jsonb, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
begin
  with settled as (
    update public.sms_messages m
    set media = settle_media.media
    where m.id = settle_media.message_id and m.media #>> '{0,url_encrypted}' is not null
    returning m.provider_sid
  )
  -- What is stored is clean; what the carrier has is as it came.
  insert into public.carrier_deletions (provider_sid, media_only, next_attempt_at, created_at)
  select s.provider_sid, true, settle_media.now, settle_media.now from settled s where s.provider_sid is not null
  on conflict on constraint provider_sid_names_one_deletion do nothing;
  return (select m.media from public.sms_messages m where m.id = settle_media.message_id);
end
$$;

comment on function masking.settle_media(uuid, jsonb, timestamptz) is
  'Keeps the first account of what became of a message''s files ([{content_type, size} or {refused, language}]) in place of where the carrier has '
  'them, and queues the deletion of the carrier''s. Returns what was kept, for whoever fetched the same files at the same time; nothing, when the message has been erased.';

revoke all on function masking.settle_media(uuid, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.settle_media(uuid, jsonb, timestamptz) to maskline;
