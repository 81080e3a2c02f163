create function masking.message_view(message public.sms_messages)
returns jsonb
language sql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
  select jsonb_build_object(
    'id', (message).id,
    'conversation_id', (message).conversation_id,
    'direction', (message).direction,
    'sender_participant_id', (message).sender_participant_id,
    'body_encrypted', (message).body_encrypted,
    'media', (message).media,
    'only_to_participant_id', (message).only_to_participant_id,
    'outcome', (message).outcome,
    'created_at', (message).created_at,
    'forwards', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', f.id, 'recipient_participant_id', f.recipient_participant_id, 'part', f.part, 'status', f.status,
          'sent_at', f.sent_at, 'delivered_at', f.delivered_at)
        order by f.position)
      from public.sms_forwards f where f.message_id = (message).id), '[]'));
$$;

comment on function masking.message_view(public.sms_messages) is 'A message as the API shows it, but for its body, which Postgres cannot read, and links to its media.';

revoke all on function masking.message_view(public.sms_messages) from public, anon, authenticated, service_role;
