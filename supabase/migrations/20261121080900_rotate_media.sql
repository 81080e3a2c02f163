create function masking.rotate_media(media jsonb)
returns void
language sql security definer
set search_path = ''
as $$
  with locked as (
    select m.id, r.new
    from public.sms_messages m
    join jsonb_to_recordset(rotate_media.media) as r(id uuid, old jsonb, new jsonb) on r.id = m.id and r.old = m.media
    order by m.id
    for update of m
  )
  update public.sms_messages m set media = locked.new from locked where m.id = locked.id;
$$;

comment on function masking.rotate_media(jsonb) is
  'Puts each new list of files [{id, old, new}] in the place of the old one; files that have been fetched or dropped since stay so.';

revoke all on function masking.rotate_media(jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.rotate_media(jsonb) to maskline;
