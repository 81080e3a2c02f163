create function masking.list_conversations(
  viewer_id uuid, status text, max_count int,
  before_created_at timestamptz default 'infinity', before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff')
returns setof jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  -- Two queries, because one for both would read the whole table to find one user's few.
  if list_conversations.viewer_id is null then
    return query
      select masking.conversation_view(c.id, list_conversations.viewer_id)
      from public.phone_conversations c
      where (list_conversations.status is null or c.status = list_conversations.status)
        and (c.created_at, c.id) < (list_conversations.before_created_at, list_conversations.before_id)
      order by c.created_at desc, c.id desc
      limit list_conversations.max_count;
  else
    return query
      select masking.conversation_view(c.id, list_conversations.viewer_id)
      from public.phone_conversation_participants p
      join public.phone_conversations c on c.id = p.conversation_id
      where p.user_id = list_conversations.viewer_id and p.left_at is null
        and (list_conversations.status is null or c.status = list_conversations.status)
        and (c.created_at, c.id) < (list_conversations.before_created_at, list_conversations.before_id)
      order by c.created_at desc, c.id desc
      limit list_conversations.max_count;
  end if;
end
$$;

comment on function masking.list_conversations(uuid, text, int, timestamptz, uuid) is
  'Newest first, those before the cursor (before_created_at, before_id); viewer_id null is the service, which sees all.';

revoke all on function masking.list_conversations(uuid, text, int, timestamptz, uuid) from public, anon, authenticated, service_role;
grant execute on function masking.list_conversations(uuid, text, int, timestamptz, uuid) to maskline;
