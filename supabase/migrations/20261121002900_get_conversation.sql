create function masking.get_conversation(conversation_id uuid, viewer_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_view jsonb;
begin
  select masking.conversation_view(c.id, get_conversation.viewer_id) || case
    when get_conversation.viewer_id is null or get_conversation.viewer_id = c.created_by then jsonb_build_object(
      'leaks', jsonb_build_object('warned', c.leaks_warned, 'redacted', c.leaks_redacted, 'blocked', c.leaks_blocked))
    else '{}'
  end into v_view
  from public.phone_conversations c
  where c.id = get_conversation.conversation_id
    and (get_conversation.viewer_id is null or exists (
      select from public.phone_conversation_participants p
      where p.conversation_id = c.id and p.user_id = get_conversation.viewer_id and p.left_at is null));
  if not found then
    raise exception 'No such conversation' using errcode = 'MSKCN';
  end if;
  return v_view;
end
$$;

comment on function masking.get_conversation(uuid, uuid) is
  'A conversation in which the viewer has a seat; viewer_id null is the service, which sees all. '
  'The service and the creator also see how many leaks there were. MSKCN: there is none.';

revoke all on function masking.get_conversation(uuid, uuid) from public, anon, authenticated, service_role;
grant execute on function masking.get_conversation(uuid, uuid) to maskline;
