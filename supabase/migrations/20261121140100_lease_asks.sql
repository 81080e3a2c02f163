create function masking.lease_asks(message_ids uuid[], now timestamptz)
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_ask record;
  v_asks jsonb := '[]';
begin
  for v_ask in
    update public.policy_decisions d
    set attempts = d.attempts + 1, next_attempt_at = lease_asks.now + interval '60 s'
    from public.sms_messages m
    join public.phone_conversations c on c.id = m.conversation_id
    left join public.phone_conversation_participants sender on sender.id = m.sender_participant_id
    where d.message_id = any (lease_asks.message_ids) and d.state = 'pending' and m.id = d.message_id
    returning d.message_id, d.attempts, d.created_at, m.conversation_id, m.direction, m.body_encrypted, m.media,
              m.parts - m.media_parts as word_parts, m.media_parts,
              m.label_joint, c.mode, c.friendly_name, c.metadata, sender.id as sender_id, sender.label, sender.user_id
  loop
    v_asks := v_asks || jsonb_build_object(
      'message_id', v_ask.message_id,
      'attempt', v_ask.attempts,
      'direction', v_ask.direction,
      'body_encrypted', v_ask.body_encrypted,
      'media_count', jsonb_array_length(v_ask.media),
      'prefix', coalesce(v_ask.label || v_ask.label_joint, ''),
      'parts', v_ask.word_parts,
      'media_parts', v_ask.media_parts,
      'created_at', v_ask.created_at,
      'give_up_at', v_ask.created_at + interval '1 day',
      'conversation', jsonb_build_object(
        'id', v_ask.conversation_id, 'mode', v_ask.mode, 'friendly_name', v_ask.friendly_name, 'metadata', v_ask.metadata),
      'sender', jsonb_build_object('id', v_ask.sender_id, 'label', v_ask.label, 'user_id', v_ask.user_id),
      'recipients', (
        select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'label', p.label, 'user_id', p.user_id) order by p.position), '[]')
        from public.phone_conversation_participants p
        where p.conversation_id = v_ask.conversation_id and exists (
          select from public.sms_forwards f
          where f.message_id = v_ask.message_id and f.recipient_participant_id = p.id and f.status = 'queued')));
  end loop;
  return v_asks;
end
$$;

comment on function masking.lease_asks(uuid[], timestamptz) is
  'Leaves it to the caller, for 60 seconds, to ask the policy hook about these messages, with all that the hook is told.';

revoke all on function masking.lease_asks(uuid[], timestamptz) from public, anon, authenticated, service_role;
