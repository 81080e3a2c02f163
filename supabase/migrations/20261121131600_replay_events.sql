create function masking.replay_events(
  event_ids jsonb, types jsonb, conversation_id uuid, status text, since timestamptz, until timestamptz, max_count int,
  after_created_at timestamptz default '-infinity', after_id uuid default '00000000-0000-0000-0000-000000000000',
  now timestamptz default now())
returns table (count int, last_created_at timestamptz, last_id uuid)
language plpgsql security definer
set search_path = ''
as $$
declare
  v_event record;
begin
  count := 0;
  for v_event in
    select e.id, e.created_at
    from public.outgoing_events e
    where (replay_events.event_ids is null
           or e.id in (select i::uuid from jsonb_array_elements_text(replay_events.event_ids) i))
      and (replay_events.types is null or replay_events.types ? e.type)
      and (replay_events.conversation_id is null or e.conversation_id = replay_events.conversation_id)
      and (replay_events.status is null or e.status = replay_events.status)
      -- What is on its way, or held by whoever will send it next, needs no replay.
      and e.status <> 'sending'
      and e.created_at >= coalesce(replay_events.since, '-infinity') and e.created_at < coalesce(replay_events.until, 'infinity')
      and (e.created_at, e.id) > (replay_events.after_created_at, replay_events.after_id)
    order by e.created_at, e.id
    limit replay_events.max_count
    for update skip locked
  loop
    update public.outgoing_events e
    set status = 'due', attempts = 0, error_code = null, settled_at = null, next_attempt_at = replay_events.now,
        give_up_at = replay_events.now + interval '1 day'
    where e.id = v_event.id;
    count := count + 1;
    last_created_at := v_event.created_at;
    last_id := v_event.id;
  end loop;
  return next;
end
$$;

comment on function masking.replay_events(jsonb, jsonb, uuid, text, timestamptz, timestamptz, int, timestamptz, uuid, timestamptz) is
  'Makes events due again, for another day: those of these ids, types, conversation and status (null: any), from since on and before '
  'until, after the cursor; oldest first, at most max_count. How many, and the last of them.';

revoke all on function masking.replay_events(jsonb, jsonb, uuid, text, timestamptz, timestamptz, int, timestamptz, uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.replay_events(jsonb, jsonb, uuid, text, timestamptz, timestamptz, int, timestamptz, uuid, timestamptz) to maskline;
