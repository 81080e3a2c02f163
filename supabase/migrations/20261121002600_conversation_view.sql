create function masking.conversation_view(conversation_id uuid, viewer_id uuid)
returns jsonb
language sql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
  select jsonb_build_object(
    'id', c.id,
    'status', c.status,
    'mode', c.mode,
    'friendly_name', c.friendly_name,
    'language', c.language,
    'announcement', c.announcement,
    'masked_number', c.masked_number,
    'participants', (
      select coalesce(jsonb_agg(
        jsonb_build_object(
          'id', p.id, 'user_id', p.user_id, 'label', p.label, 'proxy_number', p.proxy_number, 'joined_at', p.joined_at)
        order by p.position), '[]')
      from public.phone_conversation_participants p
      where p.conversation_id = c.id and p.left_at is null),
    'label_messages', c.is_group or c.label_messages,
    'record_calls', c.record_calls,
    'pin_required', c.pin_required,
    'leak_policy', c.leak_policy,
    'metadata', c.metadata,
    'idle_timeout', extract(epoch from c.idle_timeout)::bigint,
    'starts_at', c.starts_at,
    'expires_at', c.expires_at,
    'extend_on_activity', extract(epoch from c.extend_on_activity)::bigint,
    'max_expires_at', c.max_expires_at,
    'last_interaction_at', c.last_interaction_at,
    'created_at', c.created_at,
    'closed_at', c.closed_at,
    'closed_reason', c.closed_reason)
    || case when conversation_view.viewer_id is null then jsonb_build_object(
      'blocked', c.blocked_at is not null,
      'reported_at', c.reported_at,
      'frozen_at', c.frozen_at) else '{}' end
  from public.phone_conversations c
  where c.id = conversation_view.conversation_id;
$$;

comment on function masking.conversation_view(uuid, uuid) is
  'A conversation as the API shows it. Who blocked or reported whom is nothing for a viewer, only for the service (viewer_id null).';

revoke all on function masking.conversation_view(uuid, uuid) from public, anon, authenticated, service_role;
