create function masking.lock_conversation(conversation_id uuid, viewer_id uuid)
returns public.phone_conversations
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation public.phone_conversations;
begin
  select c.* into v_conversation
  from public.phone_conversations c
  where c.id = lock_conversation.conversation_id
    and (lock_conversation.viewer_id is null or exists (
      select from public.phone_conversation_participants p
      where p.conversation_id = c.id and p.user_id = lock_conversation.viewer_id and p.left_at is null))
  -- Not "for update": that would also wait for everybody who writes a message of the conversation.
  for no key update of c;
  if not found then
    raise exception 'No such conversation' using errcode = 'MSKCN';
  end if;
  return v_conversation;
end
$$;

comment on function masking.lock_conversation(uuid, uuid) is
  'The row of a conversation in which the viewer has a seat (null: the service), locked: what happens in it happens in one order.';

revoke all on function masking.lock_conversation(uuid, uuid) from public, anon, authenticated, service_role;
