create function masking.claim_forwards(conversation_ids uuid[], now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_forward_ids uuid[];
begin
  -- Whoever held these died before saying what became of them.
  update public.sms_forwards f
  set status = 'unknown', lease_expires_at = null, next_attempt_at = claim_forwards.now
  where f.id in (
    select expired.id from public.sms_forwards expired
    where expired.conversation_id = any (claim_forwards.conversation_ids)
      and expired.status = 'sending' and expired.lease_expires_at <= claim_forwards.now
    for update skip locked);

  select array_agg(due.id) into v_forward_ids
  from (
    -- One look-up for each seat, however long the queues are.
    select f.id
    from public.phone_conversation_participants p
    cross join lateral (
      select unsettled.id
      from public.sms_forwards unsettled
      where unsettled.conversation_id = p.conversation_id and unsettled.recipient_participant_id = p.id
        and unsettled.status in ('queued', 'sending', 'unknown')
      order by unsettled.position
      limit 1
    ) earliest
    join public.sms_forwards f on f.id = earliest.id
    where p.conversation_id = any (claim_forwards.conversation_ids)
      and f.status in ('queued', 'unknown') and f.next_attempt_at <= claim_forwards.now
    for update of f skip locked
  ) due;

  return masking.lease_forwards(v_forward_ids, claim_forwards.now);
end
$$;

comment on function masking.claim_forwards(uuid[], timestamptz) is
  'Leases what can be sent now in these conversations. No forward overtakes an earlier one to the same recipient.';

revoke all on function masking.claim_forwards(uuid[], timestamptz) from public, anon, authenticated, service_role;
