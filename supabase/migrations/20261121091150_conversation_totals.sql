create function masking.conversation_totals(conversation_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not exists (select from public.phone_conversations c where c.id = conversation_totals.conversation_id) then
    raise exception 'No such conversation' using errcode = 'MSKCN';
  end if;
  return jsonb_build_object(
    'messages', (
      select jsonb_build_object(
        'received', count(*) filter (where m.direction = 'inbound'),
        'relayed', count(*) filter (where m.direction = 'inbound' and m.outcome = 'forwarded'),
        'posted', count(*) filter (where m.direction = 'outbound'),
        'segments_received', coalesce(sum(m.segments) filter (where m.direction = 'inbound'), 0))
      from public.sms_messages m
      where m.conversation_id = conversation_totals.conversation_id),
    'forwards', (
      select jsonb_build_object(
        'sent', count(*) filter (where f.sent_at is not null),
        'delivered', count(*) filter (where f.status = 'delivered'),
        'failed', count(*) filter (where f.status in ('failed', 'undelivered')),
        'suppressed', count(*) filter (where f.status = 'suppressed'),
        'segments_sent', coalesce(sum(m.segments) filter (where f.sent_at is not null), 0))
      from public.sms_forwards f
      join public.sms_messages m on m.id = f.message_id
      where f.conversation_id = conversation_totals.conversation_id),
    'calls', (
      select jsonb_build_object(
        'asked_for', count(*) filter (where c.parent_id is null),
        'connected', count(distinct c.parent_id) filter (where c.accepted_at is not null),
        'seconds', coalesce(sum(c.duration_seconds), 0))
      from public.phone_calls c
      where c.conversation_id = conversation_totals.conversation_id));
end
$$;

comment on function masking.conversation_totals(uuid) is
  'How much was texted and called in a conversation, of all that is stored of it; segments as measured here, seconds of every phone on '
  'the line. MSKCN: no such conversation.';

revoke all on function masking.conversation_totals(uuid) from public, anon, authenticated, service_role;
grant execute on function masking.conversation_totals(uuid) to maskline;
