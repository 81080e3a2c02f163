create function masking.media_under_key(key_id text, max_count int)
returns table (id uuid, media jsonb)
language sql stable security definer
set search_path = ''
as $$
  select m.id, m.media
  from public.sms_messages m
  where m.media #>> '{0,url_encrypted}' is not null
    and split_part(m.media #>> '{0,url_encrypted}', '.', 2) = media_under_key.key_id
  limit media_under_key.max_count;
$$;

comment on function masking.media_under_key(text, int) is
  'Messages of which where the carrier has their files is stored under this key; at most max_count.';

revoke all on function masking.media_under_key(text, int) from public, anon, authenticated, service_role;
grant execute on function masking.media_under_key(text, int) to maskline;
