create function masking.list_held_messages(
  actor text, max_count int, state text default null,
  before_created_at timestamptz default 'infinity', before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  now timestamptz default now())
returns setof jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_held jsonb;
begin
  select coalesce(jsonb_agg(held.view order by held.created_at desc, held.message_id desc), '[]') into v_held
  from (
    select d.created_at, d.message_id, masking.message_view(m) || jsonb_build_object(
      'policy', jsonb_build_object(
        'state', d.state, 'reason', d.reason, 'attempts', d.attempts, 'decided_at', d.decided_at)) as view
    from public.policy_decisions d
    join public.sms_messages m on m.id = d.message_id and m.body_encrypted is not null
    where d.state in ('pending', 'held') and d.state = coalesce(list_held_messages.state, d.state)
      and (d.created_at, d.message_id) < (list_held_messages.before_created_at, list_held_messages.before_id)
    order by d.created_at desc, d.message_id desc
    limit list_held_messages.max_count
  ) held;

  perform masking.record_access(list_held_messages.actor, 'read_held_messages', read.conversation_id, '{}', list_held_messages.now)
  from (select distinct shown ->> 'conversation_id' as conversation_id from jsonb_array_elements(v_held) shown) read;
  return query select jsonb_array_elements(v_held);
end
$$;

comment on function masking.list_held_messages(text, int, text, timestamptz, uuid, timestamptz) is
  'Messages that wait for the policy hook (pending) or for the service (held), newest first, those before the cursor; with a row in '
  'the access audit for each of their conversations.';

revoke all on function masking.list_held_messages(text, int, text, timestamptz, uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.list_held_messages(text, int, text, timestamptz, uuid, timestamptz) to maskline;
