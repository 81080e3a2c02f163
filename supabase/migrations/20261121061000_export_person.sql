create function masking.export_person(actor text, phone_hash text, user_id uuid, subject text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_hashes constant text[] := masking.person_hashes(export_person.phone_hash, export_person.user_id);
  v_seat_ids uuid[];
  v_conversation_ids uuid[];
begin
  perform masking.record_access(export_person.actor, 'export_person', export_person.subject, '{}', export_person.now);
  select coalesce(array_agg(p.id), '{}'), coalesce(array_agg(distinct p.conversation_id), '{}')
  into v_seat_ids, v_conversation_ids
  from masking.person_seats(export_person.phone_hash, export_person.user_id) p;

  return jsonb_build_object(
    'subject', export_person.subject,
    'exported_at', export_person.now,
    'phone_numbers', coalesce((
      select jsonb_agg(
        jsonb_build_object('phone_encrypted', n.phone_encrypted, 'verified_at', n.verified_at, 'created_at', n.created_at)
        order by n.created_at)
      from public.user_phone_numbers n
      where n.user_id = export_person.user_id or n.phone_hash = any (v_hashes) and n.verified_at is not null
        and export_person.user_id is null), '[]'),
    'conversations', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', c.id, 'status', c.status, 'mode', c.mode, 'friendly_name', c.friendly_name,
          'announcement', c.announcement, 'metadata', c.metadata,
          'created_by_person', coalesce(c.created_by = export_person.user_id, false),
          'created_at', c.created_at, 'expires_at', c.expires_at, 'closed_at', c.closed_at, 'closed_reason', c.closed_reason,
          'seats', (
            select jsonb_agg(
              jsonb_build_object(
                'id', p.id, 'user_id', p.user_id, 'label', p.label, 'phone_encrypted', p.phone_encrypted,
                'proxy_number', p.proxy_number, 'joined_at', p.joined_at, 'left_at', p.left_at, 'muted_at', p.muted_at)
              order by p.position)
            from public.phone_conversation_participants p where p.conversation_id = c.id and p.id = any (v_seat_ids)))
        order by c.created_at, c.id)
      from public.phone_conversations c where c.id = any (v_conversation_ids)), '[]'),
    'sent', coalesce((
      select jsonb_agg(
        masking.message_view(m) || jsonb_build_object('policy', (
          select jsonb_build_object('state', d.state, 'reason', d.reason, 'decided_at', d.decided_at)
          from public.policy_decisions d where d.message_id = m.id))
        order by m.created_at, m.id)
      from public.sms_messages m where m.sender_participant_id = any (v_seat_ids)), '[]'),
    'received', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', m.id, 'conversation_id', m.conversation_id, 'media', m.media, 'created_at', m.created_at,
          'body_encrypted', case when not masking.is_held_back(m.id) then m.body_encrypted end,
          'status', f.status, 'sent_at', f.sent_at, 'delivered_at', f.delivered_at)
        order by f.position)
      from public.sms_forwards f join public.sms_messages m on m.id = f.message_id
      where f.recipient_participant_id = any (v_seat_ids)), '[]'),
    'asked_about', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', m.id, 'number', a.number, 'body_encrypted', m.body_encrypted, 'media_count', jsonb_array_length(m.media),
          'created_at', m.created_at)
        order by a.position)
      from public.stranger_asks a join public.sms_messages m on m.id = a.message_id
      where a.phone_hash = any (v_hashes)), '[]'),
    'calls', coalesce((
      select jsonb_agg(
        jsonb_build_object(
          'id', c.id, 'conversation_id', c.conversation_id, 'direction', c.direction, 'status', c.status,
          'created_at', c.created_at, 'answered_at', c.answered_at, 'ended_at', c.ended_at, 'duration_seconds', c.duration_seconds,
          'recording', (
            select jsonb_build_object(
              'leg_id', leg.id, 'kind', case when leg.accepted_at is null then 'voicemail' else 'talk' end,
              'seconds', leg.recording_seconds, 'expires_at', leg.recording_expires_at)
            from public.phone_calls leg
            where c.id in (leg.id, leg.parent_id) and leg.recording_expires_at > export_person.now
            limit 1))
        order by c.created_at, c.id)
      from public.phone_calls c where c.participant_id = any (v_seat_ids)), '[]'),
    'opt_outs', coalesce((
      select jsonb_agg(jsonb_build_object('opted_out_at', o.opted_out_at, 'source', o.source) order by o.opted_out_at)
      from public.sms_opt_outs o where o.phone_hash = any (v_hashes)), '[]'),
    'blocks', coalesce((
      select jsonb_agg(
        jsonb_build_object('conversation_id', b.conversation_id, 'created_at', b.created_at)
        order by b.created_at)
      from public.phone_blocks b where b.blocker_hash = any (v_hashes)), '[]'),
    'access', coalesce((
      select jsonb_agg(jsonb_build_object('at', a.at, 'actor', a.actor, 'action', a.action, 'subject', a.subject) order by a.id)
      from public.access_audit a
      where a.subject = any (v_conversation_ids::text[] || export_person.subject)), '[]'));
end
$$;

comment on function masking.export_person(text, text, uuid, text, timestamptz) is
  'All that is held about a person, named by phone_hash or user_id, but for what Postgres cannot read; with a row in the access audit.';

revoke all on function masking.export_person(text, text, uuid, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.export_person(text, text, uuid, text, timestamptz) to maskline;
