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

  -- The seats first, then one look-up for each, however long the queues are: as a join this may be planned the other way round.
  select array_agg(locked.id) filter (
    where locked.status in ('queued', 'unknown') and locked.next_attempt_at <= claim_forwards.now)
  into v_forward_ids
  from (
    select f.id, f.status, f.next_attempt_at
    from public.sms_forwards f
    where f.id = any (array(
      select earliest.id
      from public.phone_conversation_participants p
      cross join lateral (
        select unsettled.id, unsettled.status, unsettled.next_attempt_at
        from public.sms_forwards unsettled
        where unsettled.conversation_id = p.conversation_id and unsettled.recipient_participant_id = p.id
          and unsettled.status in ('queued', 'sending', 'unknown')
        order by unsettled.position
        limit 1
      ) earliest
      where p.conversation_id = any (claim_forwards.conversation_ids)
        and earliest.status in ('queued', 'unknown') and earliest.next_attempt_at <= claim_forwards.now))
    for update skip locked
  ) locked;

  return masking.lease_forwards(v_forward_ids, claim_forwards.now);
end
$$;

comment on function masking.claim_forwards(uuid[], timestamptz) is
  'Leases what can be sent now in these conversations. No forward overtakes an earlier one to the same recipient.';

revoke all on function masking.claim_forwards(uuid[], timestamptz) from public, anon, authenticated, service_role;
