create function masking.claim_due_strangers(max_count int, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message_ids uuid[];
begin
  select array_agg(due.message_id) into v_message_ids
  from (
    select a.message_id
    from public.stranger_asks a
    where a.next_attempt_at <= claim_due_strangers.now
    order by a.next_attempt_at
    limit claim_due_strangers.max_count
    for update skip locked
  ) due;
  return masking.lease_strangers(v_message_ids, claim_due_strangers.now);
end
$$;

comment on function masking.claim_due_strangers(int, timestamptz) is
  'Leases the asking about strangers of whom nobody is asking (any more); any number of sweepers work side by side.';

revoke all on function masking.claim_due_strangers(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_due_strangers(int, timestamptz) to maskline;
