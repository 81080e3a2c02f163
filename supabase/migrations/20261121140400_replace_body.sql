create function masking.replace_body(message_id uuid, body_encrypted text, parts int, segments int)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.sms_messages m
  set body_encrypted = replace_body.body_encrypted, parts = replace_body.parts + m.media_parts, segments = replace_body.segments
  where m.id = replace_body.message_id;
  -- A shorter text may go in fewer parts.
  delete from public.sms_forwards f
  using public.sms_messages m
  where f.message_id = replace_body.message_id and m.id = f.message_id and f.part > m.parts;
end
$$;

comment on function masking.replace_body(uuid, text, int, int) is
  'What is relayed instead of the text that came, in as many parts for its words or fewer. The old text is gone. Its forwards are locked by the caller.';

revoke all on function masking.replace_body(uuid, text, int, int) from public, anon, authenticated, service_role;
