create function masking.list_events(
  status text, conversation_id uuid, max_count int,
  before_created_at timestamptz default 'infinity', before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff')
returns setof jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  -- Two queries, because one for both would read the whole table to find those of one conversation.
  if list_events.conversation_id is not null then
    return query
      select masking.event_view(e)
      from public.outgoing_events e
      where e.conversation_id = list_events.conversation_id
        and (list_events.status is null or e.status = list_events.status)
        and (e.created_at, e.id) < (list_events.before_created_at, list_events.before_id)
      order by e.created_at desc, e.id desc
      limit list_events.max_count;
  else
    return query
      select masking.event_view(e)
      from public.outgoing_events e
      where (list_events.status is null or e.status = list_events.status)
        and (e.created_at, e.id) < (list_events.before_created_at, list_events.before_id)
      order by e.created_at desc, e.id desc
      limit list_events.max_count;
  end if;
end
$$;

comment on function masking.list_events(text, uuid, int, timestamptz, uuid) is
  'Outgoing events, newest first, those before the cursor; of one status or conversation, or (null) of all.';

revoke all on function masking.list_events(text, uuid, int, timestamptz, uuid) from public, anon, authenticated, service_role;
grant execute on function masking.list_events(text, uuid, int, timestamptz, uuid) to maskline;
