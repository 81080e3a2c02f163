create function masking.hold_conversations(phone_hash text)
returns uuid[]
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation_ids uuid[];
begin
  -- Forwards before conversations: the order in which everybody locks. What is queued meanwhile is found out when it is leased.
  update public.sms_forwards f
  set status = 'suppressed'
  from public.phone_conversation_participants p
  where p.id = f.recipient_participant_id and p.phone_hash = hold_conversations.phone_hash and p.released_at is null
    and f.conversation_id = p.conversation_id and f.status = 'queued';

  select array_agg(held.id) into v_conversation_ids
  from (
    select c.id
    from public.phone_conversations c
    where c.id in (
      select p.conversation_id from public.phone_conversation_participants p where p.phone_hash = hold_conversations.phone_hash)
    order by c.id
    for no key update
  ) held;
  return v_conversation_ids;
end
$$;

comment on function masking.hold_conversations(text) is
  'Before a person is opted out: suppresses what waits for the person, locks all of the person''s conversations, and names them.';

revoke all on function masking.hold_conversations(text) from public, anon, authenticated, service_role;
