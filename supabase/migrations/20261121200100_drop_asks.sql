create function masking.drop_asks(message_ids uuid[])
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  delete from public.stranger_asks a where a.message_id = any (drop_asks.message_ids);
  -- By the carrier's id a repeated webhook is known.
  update public.sms_messages m
  set outcome = 'no_conversation', body_encrypted = null, media = '[]', segments = 1
  where m.id = any (drop_asks.message_ids);
end
$$;

comment on function masking.drop_asks(uuid[]) is
  'These texts of strangers go nowhere: nothing of them is kept but that there were some.';

revoke all on function masking.drop_asks(uuid[]) from public, anon, authenticated, service_role;
