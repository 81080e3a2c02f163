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
    'mms', coalesce((select n.mms from public.phone_number_pool n where n.number = media_claim.proxy_number), false));
end
$$;

comment on function masking.media_claim(uuid, jsonb, text) is
  'The files of a message as sending it needs them, with whether the number that sends it can send files; null without files.';

revoke all on function masking.media_claim(uuid, jsonb, text) from public, anon, authenticated, service_role;
