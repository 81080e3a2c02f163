create function masking.claim_due_asks(max_count int, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message_ids uuid[];
begin
  select array_agg(due.message_id) into v_message_ids
  from (
    select d.message_id
    from public.policy_decisions d
    where d.state = 'pending' and d.next_attempt_at <= claim_due_asks.now
    order by d.next_attempt_at
    limit claim_due_asks.max_count
    for update skip locked
  ) due;
  return masking.lease_asks(v_message_ids, claim_due_asks.now);
end
$$;

comment on function masking.claim_due_asks(int, timestamptz) is
  'Leases the asking about messages that the policy hook has not decided; any number of sweepers work side by side.';

revoke all on function masking.claim_due_asks(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_due_asks(int, timestamptz) to maskline;
