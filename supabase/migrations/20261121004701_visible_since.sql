create function masking.visible_since(conversation_id uuid, viewer_id uuid)
returns timestamptz
language plpgsql security definer
set search_path = ''
as $$
begin
  perform masking.get_conversation(visible_since.conversation_id, visible_since.viewer_id);
  if visible_since.viewer_id is null then
    return '-infinity';
  end if;
  return (
    select min(p.joined_at)
    from public.phone_conversation_participants p
    where p.conversation_id = visible_since.conversation_id and p.user_id = visible_since.viewer_id and p.left_at is null);
end
$$;

comment on function masking.visible_since(uuid, uuid) is
  'Nothing of the conversation from before is shown to this viewer: when they joined; to the service (null) all is. '
  'MSKCN: no such conversation for this viewer.';

revoke all on function masking.visible_since(uuid, uuid) from public, anon, authenticated, service_role;
