create function masking.list_messages(
  actor text, conversation_id uuid, viewer_id uuid, max_count int,
  before_created_at timestamptz default 'infinity', before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff')
returns setof jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_since timestamptz := masking.visible_since(list_messages.conversation_id, list_messages.viewer_id);
begin
  perform masking.record_access(list_messages.actor, 'read_messages', list_messages.conversation_id::text, '{}');
  return query
    select masking.message_view(m) || case
      when m.leak_guard in ('redact', 'block') then '{"body_encrypted": null}'
      when list_messages.viewer_id is not null and masking.is_held_back(m.id) then '{"body_encrypted": null}'
      else '{}' end::jsonb
    from public.sms_messages m
    where m.conversation_id = list_messages.conversation_id
      and m.created_at >= v_since
      and (list_messages.viewer_id is null or m.outcome not in ('block', 'report', 'mute', 'unmute'))
      and (list_messages.viewer_id is null or m.only_to_participant_id is null or exists (
        select from public.phone_conversation_participants p
        where p.conversation_id = m.conversation_id and p.user_id = list_messages.viewer_id
          and p.id in (m.only_to_participant_id, m.sender_participant_id)))
      and (m.created_at, m.id) < (list_messages.before_created_at, list_messages.before_id)
    order by m.created_at desc, m.id desc
    limit list_messages.max_count;
end
$$;

comment on function masking.list_messages(text, uuid, uuid, int, timestamptz, uuid) is
  'Newest first, those before the cursor, with a row in the access audit; a viewer sees none from before '
  'joining, no text that has yet to be judged or is held back by the policy hook, none to somebody else alone, and no BLOCK, REPORT, MUTE or UNMUTE. MSKCN: no such conversation for this viewer.';

revoke all on function masking.list_messages(text, uuid, uuid, int, timestamptz, uuid) from public, anon, authenticated, service_role;
grant execute on function masking.list_messages(text, uuid, uuid, int, timestamptz, uuid) to maskline;
