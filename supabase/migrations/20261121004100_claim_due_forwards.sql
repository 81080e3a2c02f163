create function masking.claim_due_forwards(max_count int, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_forward_ids uuid[];
begin
  update public.sms_forwards f
  set status = 'unknown', lease_expires_at = null, next_attempt_at = claim_due_forwards.now
  where f.id in (
    select expired.id from public.sms_forwards expired
    where expired.status = 'sending' and expired.lease_expires_at <= claim_due_forwards.now
    limit claim_due_forwards.max_count
    for update skip locked);

  select array_agg(due.id) into v_forward_ids
  from (
    select f.id
    from public.sms_forwards f
    where f.status in ('queued', 'unknown') and f.next_attempt_at <= claim_due_forwards.now
      and not exists (
        select from public.sms_forwards earlier
        where earlier.conversation_id = f.conversation_id
          and earlier.recipient_participant_id = f.recipient_participant_id
          and earlier.position < f.position
          and earlier.status in ('queued', 'sending', 'unknown'))
    order by f.next_attempt_at
    limit claim_due_forwards.max_count
    for update of f skip locked
  ) due;

  return masking.lease_forwards(v_forward_ids, claim_due_forwards.now);
end
$$;

comment on function masking.claim_due_forwards(int, timestamptz) is
  'Leases what can be sent now in any conversation; any number of sweepers work side by side.';

revoke all on function masking.claim_due_forwards(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_due_forwards(int, timestamptz) to maskline;
