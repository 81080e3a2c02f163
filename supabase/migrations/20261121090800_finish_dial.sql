create function masking.finish_dial(
  call_id uuid, leg_sid text, leg_status text, duration_seconds int, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_leg_id uuid;
begin
  select leg.id into v_leg_id
  from public.phone_calls leg
  where leg.parent_id = finish_dial.call_id and coalesce(leg.provider_sid, finish_dial.leg_sid) is not distinct from finish_dial.leg_sid
  order by leg.created_at desc
  limit 1;
  if v_leg_id is not null and finish_dial.leg_status is not null then
    perform masking.record_call_status(
      v_leg_id, finish_dial.leg_sid, finish_dial.leg_status, finish_dial.duration_seconds, finish_dial.now);
  end if;
  return jsonb_build_object(
    'leg_id', v_leg_id,
    'reached', exists (select from public.phone_calls leg where leg.id = v_leg_id and leg.accepted_at is not null));
end
$$;

comment on function masking.finish_dial(uuid, text, text, int, timestamptz) is
  'The bridge from this call has ended, or never came about: what the carrier says of the one other phone, and whether that person '
  'was reached. leg_sid is null when no phone rang.';

revoke all on function masking.finish_dial(uuid, text, text, int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.finish_dial(uuid, text, text, int, timestamptz) to maskline;
