create function masking.close_conversation(conversation_id uuid, reason text, now timestamptz)
returns void
language sql security definer
set search_path = ''
as $$
  update public.phone_conversations c
  set status = 'closed', closed_at = close_conversation.now, closed_reason = close_conversation.reason,
      next_release_at = least(c.next_release_at, close_conversation.now + c.cooldown)
  where c.id = close_conversation.conversation_id and c.status = 'active';
$$;

comment on function masking.close_conversation(uuid, text, timestamptz) is 'Ends a live conversation; its bindings cool down.';

revoke all on function masking.close_conversation(uuid, text, timestamptz) from public, anon, authenticated, service_role;
