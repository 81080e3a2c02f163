create function masking.hold_conversations(phone_hash text)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Forwards before conversations: the order in which everybody locks. What is queued meanwhile is found out when it is leased.
  update public.sms_forwards f
  set status = 'suppressed'
  from public.phone_conversation_participants p
  where p.id = f.recipient_participant_id and p.phone_hash = hold_conversations.phone_hash and p.released_at is null
    and f.conversation_id = p.conversation_id and f.status = 'queued';

  perform from public.phone_conversations c
  where c.id in (
    select p.conversation_id from public.phone_conversation_participants p where p.phone_hash = hold_conversations.phone_hash)
  order by c.id
  for no key update;
end
$$;

comment on function masking.hold_conversations(text) is
  'Before a person is opted out: suppresses what waits for the person, and locks all of the person''s conversations.';

revoke all on function masking.hold_conversations(text) from public, anon, authenticated, service_role;
