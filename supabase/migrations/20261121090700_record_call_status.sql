create function masking.record_call_status(
  call_id uuid, provider_sid text, status text, duration_seconds int, now timestamptz default now(),
  bad_number jsonb default null)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_final constant boolean := record_call_status.status in ('completed', 'busy', 'no_answer', 'failed', 'canceled');
  v_call public.phone_calls;
  v_parent public.phone_calls;
begin
  -- In one order with who answers and who calls in.
  perform from public.phone_conversations v
  where v.id = (select c.conversation_id from public.phone_calls c
                where c.id = record_call_status.call_id
                   or record_call_status.call_id is null and c.provider_sid = record_call_status.provider_sid)
  for no key update;

  -- Carriers repeat and reorder callbacks: a status only ever moves forward, and only of the call that we know.
  update public.phone_calls c set
    provider_sid     = coalesce(c.provider_sid, record_call_status.provider_sid),
    status           = case
      -- Who answers and does not accept has not been reached.
      when record_call_status.status = 'completed' and c.direction = 'outbound' and c.accepted_at is null then 'no_answer'
      else record_call_status.status end,
    answered_at      = case when record_call_status.status in ('in_progress', 'completed')
      then coalesce(c.answered_at, record_call_status.now) else c.answered_at end,
    ended_at         = case when v_final then record_call_status.now end,
    duration_seconds = record_call_status.duration_seconds
  where (c.id = record_call_status.call_id
         or record_call_status.call_id is null and c.provider_sid = record_call_status.provider_sid)
    and coalesce(c.provider_sid, record_call_status.provider_sid) is not distinct from record_call_status.provider_sid
    and c.ended_at is null
    and (v_final or c.status = 'queued' or c.status = 'ringing' and record_call_status.status = 'in_progress')
  returning c.* into v_call;
  if not found or not v_final then
    return '{"hang_up": [], "alone": null}';
  end if;
  if record_call_status.bad_number is not null then
    perform masking.mark_number_bad(array[n.number], bad_number ->> 'code', record_call_status.now)
    from public.phone_number_pool n
    -- What one carrier refuses to call from may be another's.
    where n.number = bad_number ->> 'number' and n.provider = bad_number ->> 'provider';
  end if;

  select c.* into v_parent from public.phone_calls c where c.id = v_call.parent_id;
  return jsonb_build_object(
    -- Nobody is rung on for a caller who has hung up. What the carrier bridges it ends by itself.
    'hang_up', (
      select coalesce(jsonb_agg(leg.provider_sid), '[]')
      from public.phone_calls leg
      where leg.parent_id = v_call.id and v_call.outcome = 'conference' and leg.ended_at is null
        and leg.accepted_at is null and leg.provider_sid is not null),
    -- Nobody waits in a conference to which nobody comes.
    'alone', (
      select jsonb_build_object('id', v_parent.id, 'sid', v_parent.provider_sid, 'language', v.language)
      from public.phone_conversations v
      where v.id = v_parent.conversation_id and v_parent.outcome = 'conference' and v_parent.ended_at is null
        and not exists (
          select from public.phone_calls other
          where other.conversation_id = v_parent.conversation_id and other.id <> v_parent.id
            and (other.ended_at is null and (other.outcome is null or other.outcome in ('bridge', 'conference'))
                 or other.parent_id = v_parent.id and other.accepted_at is not null))));
end
$$;

comment on function masking.record_call_status(uuid, text, text, int, timestamptz, jsonb) is
  'What the carrier says of a call, named by our id or else by its own. hang_up: the carrier''s ids of phones to ring no more; '
  'alone: {id, sid, language} of a caller to whom nobody has come. bad_number {number, provider, code}: this carrier calls from that '
  'number no more.';

revoke all on function masking.record_call_status(uuid, text, text, int, timestamptz, jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.record_call_status(uuid, text, text, int, timestamptz, jsonb) to maskline;
