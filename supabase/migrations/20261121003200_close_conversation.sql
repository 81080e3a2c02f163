create function masking.close_conversation(conversation_id uuid, reason text, now timestamptz)
returns void
language sql security definer
set search_path = ''
as $$
  with closed as (
    update public.phone_conversations c
    set status = 'closed', closed_at = close_conversation.now, closed_reason = close_conversation.reason
    where c.id = close_conversation.conversation_id and c.status = 'active'
    returning c.id, c.cooldown
  )
  update public.phone_conversation_participants p
  set cooldown_until = close_conversation.now + closed.cooldown
  from closed
  where p.conversation_id = closed.id and p.cooldown_until is null;
$$;

comment on function masking.close_conversation(uuid, text, timestamptz) is 'Ends a live conversation; its bindings cool down.';

revoke all on function masking.close_conversation(uuid, text, timestamptz) from public, anon, authenticated, service_role;
