create function masking.claim_events(max_count int, now timestamptz default now())
returns table (claims jsonb, more boolean)
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
  v_event record;
  v_event_ids uuid[] := '{}';
  v_looked_at int := 0;
begin
  -- Whoever held these died before saying what became of them: they may have arrived, and are sent again.
  update public.outgoing_events e
  set status = 'due', lease_expires_at = null, next_attempt_at = claim_events.now
  where e.id in (
    select expired.id from public.outgoing_events expired
    where expired.status = 'sending' and expired.lease_expires_at <= claim_events.now
    limit claim_events.max_count
    for update skip locked);

  for v_event in
    select e.id, (
      select greatest(earlier.next_attempt_at, earlier.lease_expires_at, claim_events.now + interval '60 s')
      from public.outgoing_events earlier
      where earlier.conversation_id = e.conversation_id and earlier.position < e.position
        and earlier.status in ('due', 'sending')
      order by earlier.position
      limit 1) as look_again_at
    from public.outgoing_events e
    where e.status = 'due' and e.next_attempt_at <= claim_events.now
    order by e.next_attempt_at, e.position
    limit claim_events.max_count
    for update of e skip locked
  loop
    v_looked_at := v_looked_at + 1;
    if v_event.look_again_at is null then
      v_event_ids := v_event_ids || v_event.id;
    else
      -- Out of the way, so that what waits behind a dead receiver is not read by every claim. Whoever settles the earlier one takes it.
      update public.outgoing_events e set next_attempt_at = v_event.look_again_at where e.id = v_event.id;
    end if;
  end loop;

  claims := masking.lease_events(v_event_ids, claim_events.now);
  more := v_looked_at = claim_events.max_count;
  return next;
end
$$;

comment on function masking.claim_events(int, timestamptz) is
  'Leases events that can be sent now, one of a conversation at most and none before an earlier one is settled. It looks at max_count '
  'events; more says that others may be due. Any number of workers do so side by side.';

revoke all on function masking.claim_events(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_events(int, timestamptz) to maskline;
