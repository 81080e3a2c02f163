create function masking.settle_call(
  call_id uuid, is_allowed boolean, reason text, max_seconds int, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_call public.phone_calls;
  v_outcome text := 'refused';
begin
  perform from public.phone_conversations v
  where v.id = (select c.conversation_id from public.phone_calls c where c.id = settle_call.call_id)
  for no key update;
  select c.* into v_call from public.phone_calls c where c.id = settle_call.call_id for no key update;
  -- The first decision counts, and only while somebody is on the line.
  if v_call.outcome is distinct from 'asked' or v_call.ended_at is not null then
    return masking.call_plan(settle_call.call_id, settle_call.max_seconds, settle_call.now) || '{"repeated": true}';
  end if;

  if settle_call.is_allowed then
    -- Much may have changed meanwhile. For a call that the app starts the others are rung once the first has answered.
    v_outcome := nullif(
      masking.connect_call(v_call, v_call.participant_id, null, settle_call.now, v_call.direction = 'outbound'), 'asked');
  end if;
  update public.phone_calls c set
    outcome        = v_outcome,
    refusal_reason = case when v_outcome = 'refused' then settle_call.reason end,
    -- Whoever calls hears why, and then the carrier tells the end. Where nobody was rung there is nothing to wait for.
    status         = case when c.direction = 'outbound' and v_outcome is not null then 'canceled' else c.status end,
    ended_at       = case when c.direction = 'outbound' and v_outcome is not null then settle_call.now end
  where c.id = v_call.id;
  return masking.call_plan(v_call.id, settle_call.max_seconds, settle_call.now)
    || '{"repeated": false}'
    || case when v_outcome is null then jsonb_build_object('legs', masking.first_leg(v_call)) else '{}' end;
end
$$;

comment on function masking.settle_call(uuid, boolean, text, int, timestamptz) is
  'Keeps the first decision on a call of which the policy hook is asked, and connects it, or refuses it for a reason. The plan of '
  'masking.call_plan, and whether it was decided before; for a call that the app starts legs is whom to ring first, and the outcome null.';

revoke all on function masking.settle_call(uuid, boolean, text, int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.settle_call(uuid, boolean, text, int, timestamptz) to maskline;
