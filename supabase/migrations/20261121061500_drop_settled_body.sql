create function masking.drop_settled_body(message_id uuid)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Of several recipients whose forwards are settled at once the last one sees the others.
  perform from public.sms_messages m where m.id = drop_settled_body.message_id for no key update;
  update public.sms_messages m
  set body_encrypted = null, media = '[]'
  where m.id = drop_settled_body.message_id
    and m.conversation_id not in (select masking.held_conversations())
    and not exists (
      select from public.sms_forwards f
      where f.message_id = m.id and f.status in ('queued', 'sending', 'unknown'));
end
$$;

comment on function masking.drop_settled_body(uuid) is 'Drops the text of a message that has nowhere left to go, but for a legal hold.';

revoke all on function masking.drop_settled_body(uuid) from public, anon, authenticated, service_role;
