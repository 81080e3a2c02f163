create function masking.settle_ask(
  message_id uuid, attempt int, state text, reason text, body_encrypted text, parts int, segments int,
  next_attempt_at timestamptz, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_decision public.policy_decisions;
  v_conversation_id uuid;
begin
  -- Forwards first: the order in which everybody locks.
  perform from public.sms_forwards f where f.message_id = settle_ask.message_id order by f.position for update;
  select d.* into v_decision from public.policy_decisions d where d.message_id = settle_ask.message_id for update;
  -- The first answer counts; and of two who got none the later one says when to ask again.
  if not found or v_decision.state <> 'pending'
     or settle_ask.state = 'pending' and v_decision.attempts <> settle_ask.attempt then
    return '[]';
  end if;

  update public.policy_decisions d set
    state           = settle_ask.state,
    reason          = settle_ask.reason,
    next_attempt_at = settle_ask.next_attempt_at,
    decided_at      = case when settle_ask.state <> 'pending' then settle_ask.now end
  where d.message_id = settle_ask.message_id;
  if settle_ask.state = 'pending' then
    return '[]';
  end if;

  select m.conversation_id into v_conversation_id from public.sms_messages m where m.id = settle_ask.message_id;
  if settle_ask.state = 'changed' then
    perform masking.replace_body(settle_ask.message_id, settle_ask.body_encrypted, settle_ask.parts, settle_ask.segments);
  end if;
  update public.sms_forwards f set
    status          = case when settle_ask.state = 'held' then 'held' else f.status end,
    next_attempt_at = settle_ask.now
  -- In a database that was restored they may be unknown.
  where f.message_id = settle_ask.message_id and f.status in ('queued', 'unknown');
  -- It has a day from now on, and so has what waited behind it. What somebody else has locked is on its way.
  update public.sms_forwards f
  set give_up_at = greatest(f.give_up_at, settle_ask.now + interval '1 day')
  where f.id in (
    select waiting.id from public.sms_forwards waiting
    where waiting.conversation_id = v_conversation_id and waiting.status = 'queued'
      and v_decision.created_at < settle_ask.now - interval '1 minute'
    for update skip locked);
  return masking.claim_forwards(array[v_conversation_id], settle_ask.now);
end
$$;

comment on function masking.settle_ask(uuid, int, text, text, text, int, int, timestamptz, timestamptz) is
  'Keeps the first decision on a message: allowed, changed (body_encrypted, with its parts and the segments of each), held (with a '
  'reason), passed, or pending until next_attempt_at when there was no answer. Returns the claims that this sets free.';

revoke all on function masking.settle_ask(uuid, int, text, text, text, int, int, timestamptz, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.settle_ask(uuid, int, text, text, text, int, int, timestamptz, timestamptz) to maskline;
