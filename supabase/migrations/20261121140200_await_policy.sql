create function masking.await_policy(message_id uuid, now timestamptz)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Queued, but for no time: what comes later to the same recipient waits behind.
  update public.sms_forwards f
  set next_attempt_at = 'infinity'
  where f.message_id = await_policy.message_id and f.status = 'queued';
  if not found then
    return null;
  end if;

  insert into public.policy_decisions (message_id, next_attempt_at, created_at)
  values (await_policy.message_id, await_policy.now, await_policy.now);
  return masking.lease_asks(array[await_policy.message_id], await_policy.now) -> 0;
end
$$;

comment on function masking.await_policy(uuid, timestamptz) is
  'Keeps the forwards of a new message back until the policy hook has decided; what to ask it, or null when nobody would get the text.';

revoke all on function masking.await_policy(uuid, timestamptz) from public, anon, authenticated, service_role;
