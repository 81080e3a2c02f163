create function masking.answer_call(
  call_id uuid, provider_sid text, accepts boolean, max_seconds int, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_call public.phone_calls;
  v_parent public.phone_calls;
  v_conversation public.phone_conversations;
  v_outcome text;
  v_label text;
begin
  select c.* into v_call from public.phone_calls c where c.id = answer_call.call_id;
  select c.* into v_conversation from public.phone_conversations c where c.id = v_call.conversation_id for no key update;
  select c.* into v_call from public.phone_calls c where c.id = answer_call.call_id for no key update;
  select c.* into v_parent from public.phone_calls c where c.id = v_call.parent_id;

  if v_call.direction is distinct from 'outbound' or not masking.is_live(v_conversation, answer_call.now)
     or not exists (
       select from public.phone_conversation_participants p where p.id = v_call.participant_id and p.left_at is null)
     -- Whoever called has hung up, and nobody else is there.
     or v_parent.ended_at is not null and not exists (
       select from public.phone_calls other
       where other.conversation_id = v_call.conversation_id and other.ended_at is null and other.accepted_at is not null
         and v_parent.outcome = 'conference') then
    return jsonb_build_object('outcome', 'conversation_closed', 'legs', '[]'::jsonb);
  end if;

  -- The one who is told: whose call it is; and to whoever wanted the call, who the other is.
  select case when count(*) = 1 then min(p.label) end into v_label
  from public.phone_conversation_participants p
  where p.conversation_id = v_call.conversation_id and p.left_at is null
    and case when v_parent.id is null then p.id <> v_call.participant_id else p.id = v_parent.participant_id end;

  if answer_call.accepts and v_call.accepted_at is null then
    update public.phone_calls c
    set provider_sid = coalesce(c.provider_sid, answer_call.provider_sid),
        accepted_at = answer_call.now,
        answered_at = coalesce(c.answered_at, answer_call.now),
        status = case when c.ended_at is null then 'in_progress' else c.status end
    where c.id = v_call.id;
    if v_parent.id is null then
      v_outcome := masking.connect_call(v_call, v_call.participant_id, null, answer_call.now);
      update public.phone_calls c set outcome = v_outcome where c.id = v_call.id;
    end if;
  end if;
  return masking.call_plan(v_call.id, answer_call.max_seconds, answer_call.now) || jsonb_build_object(
    'label', v_label,
    'repeated', v_call.accepted_at is not null,
    'rung_by', v_parent.outcome);
end
$$;

comment on function masking.answer_call(uuid, text, boolean, int, timestamptz) is
  'Somebody who was rung has answered, and accepts or is still to be asked. The plan of masking.call_plan with the label of the one '
  'who calls; rung_by is the outcome of the call that rang this one, null for whoever asked for the call. '
  'conversation_closed: there is nobody to talk to any more.';

revoke all on function masking.answer_call(uuid, text, boolean, int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.answer_call(uuid, text, boolean, int, timestamptz) to maskline;
