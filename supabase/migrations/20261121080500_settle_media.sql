create function masking.settle_media(message_id uuid, media jsonb)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.sms_messages m
  set media = settle_media.media
  where m.id = settle_media.message_id and m.media #>> '{0,url_encrypted}' is not null;
  return (select m.media from public.sms_messages m where m.id = settle_media.message_id);
end
$$;

comment on function masking.settle_media(uuid, jsonb) is
  'Keeps the first account of what became of a message''s files ([{content_type, size} or {refused, language}]) in place of where the carrier has '
  'them. Returns what was kept, for whoever fetched the same files at the same time; nothing, when the message has been erased.';

revoke all on function masking.settle_media(uuid, jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.settle_media(uuid, jsonb) to maskline;
