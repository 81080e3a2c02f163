create function masking.update_conversation(
  conversation_id uuid, viewer_id uuid, changes jsonb, default_expires_at timestamptz, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_before public.phone_conversations;
  v_closes constant boolean := coalesce(changes ->> 'status' = 'closed', false);
  v_reopens boolean;
  v_expires_at timestamptz;
  v_max_expires_at timestamptz;
begin
  v_before := masking.lock_conversation(update_conversation.conversation_id, update_conversation.viewer_id);
  v_reopens := coalesce(changes ->> 'status' = 'active', false) and v_before.status = 'closed';

  -- Whoever has a seat may end the conversation; only who made it may change it, or open again what the others did not close.
  if update_conversation.viewer_id is distinct from v_before.created_by and update_conversation.viewer_id is not null
     and changes <> '{"status": "closed"}' then
    raise exception 'Only the creator may change a conversation' using errcode = 'MSKFB';
  elsif v_reopens and update_conversation.viewer_id is not null and v_before.closed_reason = 'participant' then
    raise exception 'A participant ended this conversation' using errcode = 'MSKFB';
  elsif v_before.status = 'closed' and not v_reopens and changes ?| array['starts_at', 'expires_at', 'extend_on_activity', 'max_expires_at', 'idle_timeout'] then
    raise exception 'The conversation is closed' using errcode = 'MSKCL';
  end if;

  v_max_expires_at := case when changes ? 'max_expires_at' then (changes ->> 'max_expires_at')::timestamptz else v_before.max_expires_at end;
  v_expires_at := case
    when changes ? 'expires_at' then (changes ->> 'expires_at')::timestamptz
    when v_reopens and v_before.expires_at <= update_conversation.now then least(update_conversation.default_expires_at, v_max_expires_at)
    else v_before.expires_at
  end;
  if v_expires_at <= v_before.created_at then
    raise exception 'A conversation expires after its creation' using errcode = 'MSKEX';
  elsif v_reopens and v_expires_at <= update_conversation.now then
    raise exception 'The conversation would be over at once: its max_expires_at lies in the past' using errcode = 'MSKEX';
  end if;

  if v_reopens then
    perform masking.reopen_conversation(v_before.id, update_conversation.now);
  end if;
  update public.phone_conversations c set
    starts_at = case when changes ? 'starts_at' then (changes ->> 'starts_at')::timestamptz else c.starts_at end,
    expires_at = v_expires_at,
    max_expires_at = v_max_expires_at,
    extend_on_activity = case when changes ? 'extend_on_activity'
      then make_interval(secs => (changes ->> 'extend_on_activity')::float8) else c.extend_on_activity end,
    label_messages = coalesce((changes ->> 'label_messages')::boolean, c.label_messages),
    record_calls = coalesce((changes ->> 'record_calls')::boolean, c.record_calls),
    pin_required = coalesce((changes ->> 'pin_required')::boolean, c.pin_required),
    idle_timeout = case when changes ? 'idle_timeout'
      then make_interval(secs => (changes ->> 'idle_timeout')::float8) else c.idle_timeout end,
    language = case when changes ? 'language' then changes ->> 'language' else c.language end,
    announcement = case when changes ? 'announcement' then changes ->> 'announcement' else c.announcement end,
    friendly_name = case when changes ? 'friendly_name' then changes ->> 'friendly_name' else c.friendly_name end,
    leak_policy = coalesce(changes ->> 'leak_policy', c.leak_policy),
    metadata = coalesce(changes -> 'metadata', c.metadata)
  where c.id = v_before.id;
  perform masking.label_seats(v_before.id);
  if v_closes then
    perform masking.close_conversation(
      v_before.id,
      case when coalesce(update_conversation.viewer_id = v_before.created_by, true) then 'api' else 'participant' end,
      update_conversation.now);
  end if;
  return masking.conversation_view(v_before.id, update_conversation.viewer_id);
end
$$;

comment on function masking.update_conversation(uuid, uuid, jsonb, timestamptz, timestamptz) is
  'Applies those of starts_at, expires_at, max_expires_at, extend_on_activity and idle_timeout (seconds), status, label_messages, record_calls, '
  'pin_required, language, announcement, friendly_name, leak_policy and metadata that changes has. '
  'MSKCN not found, MSKFB not the viewer''s to change, MSKCL closed, MSKNT number taken, MSKEX expires too early, MSKBL blocked.';

revoke all on function masking.update_conversation(uuid, uuid, jsonb, timestamptz, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.update_conversation(uuid, uuid, jsonb, timestamptz, timestamptz) to maskline;
