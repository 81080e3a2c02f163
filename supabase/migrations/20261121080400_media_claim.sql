create function masking.media_claim(message_id uuid, media jsonb, proxy_number text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if media_claim.media = '[]' then
    return null;
  end if;
  return jsonb_build_object(
    'message_id', media_claim.message_id,
    'items', media_claim.media,
    'language', (
      select c.language from public.phone_conversations c
      where c.id = (select m.conversation_id from public.sms_messages m where m.id = media_claim.message_id)),
    -- Ids of all carriers but Twilio begin with their names.
    'provider', coalesce((
      select case when m.provider_sid like '%:%' then split_part(m.provider_sid, ':', 1) end
      from public.sms_messages m where m.id = media_claim.message_id), 'twilio'),
    'mms', coalesce((select n.mms from public.phone_number_pool n where n.number = media_claim.proxy_number), false));
end
$$;

comment on function masking.media_claim(uuid, jsonb, text) is
  'The files of a message as sending it needs them, with the carrier that has them, whether the number that sends it can send files, and the language of the conversation; null without files.';

revoke all on function masking.media_claim(uuid, jsonb, text) from public, anon, authenticated, service_role;
