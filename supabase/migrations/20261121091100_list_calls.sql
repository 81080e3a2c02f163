create function masking.list_calls(
  conversation_id uuid, viewer_id uuid, max_count int,
  before_created_at timestamptz default 'infinity', before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff')
returns setof jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_since timestamptz := masking.visible_since(list_calls.conversation_id, list_calls.viewer_id);
begin
  return query
    select masking.call_view(c)
    from public.phone_calls c
    where c.conversation_id = list_calls.conversation_id and c.parent_id is null
      and c.created_at >= v_since
      and (c.created_at, c.id) < (list_calls.before_created_at, list_calls.before_id)
    order by c.created_at desc, c.id desc
    limit list_calls.max_count;
end
$$;

comment on function masking.list_calls(uuid, uuid, int, timestamptz, uuid) is
  'Newest first, those before the cursor; a viewer sees none from before joining. MSKCN: no such conversation for this viewer.';

revoke all on function masking.list_calls(uuid, uuid, int, timestamptz, uuid) from public, anon, authenticated, service_role;
grant execute on function masking.list_calls(uuid, uuid, int, timestamptz, uuid) to maskline;
