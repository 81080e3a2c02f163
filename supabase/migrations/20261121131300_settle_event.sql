create function masking.settle_event(
  event_id uuid, attempt int, result text, error_code text, next_attempt_at timestamptz, go_on boolean, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  v_conversation_id uuid;
  v_next record;
begin
  -- Two of a conversation are under way after a replay: each would hold its own and wait for the other's.
  perform pg_advisory_xact_lock(hashtextextended(e.conversation_id::text, 2))
  from public.outgoing_events e
  where e.id = settle_event.event_id;

  update public.outgoing_events e set
    status           = case when settle_event.result = 'retry' then 'due' else settle_event.result end,
    error_code       = settle_event.error_code,
    next_attempt_at  = coalesce(settle_event.next_attempt_at, e.next_attempt_at),
    lease_expires_at = null,
    settled_at       = case when settle_event.result <> 'retry' then settle_event.now end
  -- Else its lease ran out, and a later attempt knows better.
  where e.id = settle_event.event_id and e.attempts = settle_event.attempt and e.status = 'sending'
  returning e.conversation_id into v_conversation_id;
  if not found or settle_event.result = 'retry' then
    return '[]';
  end if;

  -- Waits for whoever is looking at it: that one does not know yet that it is its turn.
  select e.id, e.status, e.attempts, e.next_attempt_at into v_next
  from public.outgoing_events e
  where e.conversation_id = v_conversation_id and e.status in ('due', 'sending')
  order by e.position
  limit 1
  for update;
  -- One that has been sent in vain before keeps its own time.
  if v_next.status is distinct from 'due' or v_next.attempts > 0 and v_next.next_attempt_at > settle_event.now then
    return '[]';
  elsif settle_event.go_on then
    return masking.lease_events(array[v_next.id], settle_event.now);
  end if;
  update public.outgoing_events e set next_attempt_at = settle_event.now where e.id = v_next.id;
  return '[]';
end
$$;

comment on function masking.settle_event(uuid, int, text, text, timestamptz, boolean, timestamptz) is
  'What became of an attempt: delivered, retry (at next_attempt_at) or given_up. Returns the next event of the conversation, leased, '
  'in a list; with go_on false it is left to others.';

revoke all on function masking.settle_event(uuid, int, text, text, timestamptz, boolean, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.settle_event(uuid, int, text, text, timestamptz, boolean, timestamptz) to maskline;
