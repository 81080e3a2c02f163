create function masking.relay_message(
  conversation_id uuid, sender_participant_id uuid, not_to_participant_id uuid,
  direction text, provider_sid text, body_encrypted text, media jsonb, segments int, now timestamptz)
returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message_id uuid;
  v_leak_guard text;
begin
  -- Locks the conversation, so that the positions of its forwards are in the order of their commits.
  update public.phone_conversations c
  set last_interaction_at = greatest(c.last_interaction_at, relay_message.now)
  where c.id = relay_message.conversation_id
  returning nullif(c.leak_policy, 'allow') into v_leak_guard;

  insert into public.sms_messages (
    conversation_id, sender_participant_id, direction, provider_sid, body_encrypted, media, segments, outcome,
    leak_guard, created_at)
  values (
    relay_message.conversation_id, relay_message.sender_participant_id, relay_message.direction, relay_message.provider_sid,
    relay_message.body_encrypted, relay_message.media, relay_message.segments, 'forwarded',
    case when relay_message.sender_participant_id is not null then v_leak_guard end, relay_message.now)
  returning id into v_message_id;

  insert into public.sms_forwards (
    message_id, conversation_id, recipient_participant_id, status, next_attempt_at, created_at, give_up_at)
  select v_message_id, p.conversation_id, p.id,
         case when exists (select from public.sms_opt_outs o where o.phone_hash = p.phone_hash) then 'suppressed' else 'queued' end,
         relay_message.now, relay_message.now,
         -- What waits behind a text that waits for the end of quiet hours has as long as that one.
         greatest(relay_message.now + interval '1 day', (
           select max(earlier.give_up_at) from public.sms_forwards earlier
           where earlier.conversation_id = p.conversation_id and earlier.recipient_participant_id = p.id
             and earlier.status in ('queued', 'sending', 'unknown')))
  from public.phone_conversation_participants p
  where p.conversation_id = relay_message.conversation_id and p.left_at is null
    and p.id is distinct from relay_message.not_to_participant_id;

  update public.sms_messages m
  set outcome = 'opted_out'
  where m.id = v_message_id
    and not exists (select from public.sms_forwards f where f.message_id = v_message_id and f.status = 'queued');
  return v_message_id;
end
$$;

comment on function masking.relay_message(uuid, uuid, uuid, text, text, text, jsonb, int, timestamptz) is
  'Stores a message and one queued forward for each seat but one; those of opted-out people are suppressed. '
  'What a participant says is under the leak policy of this moment.';

revoke all on function masking.relay_message(uuid, uuid, uuid, text, text, text, jsonb, int, timestamptz) from public, anon, authenticated, service_role;
