create function masking.ring_others(call public.phone_calls, asks_policy boolean, now timestamptz)
returns text
language plpgsql security definer
set search_path = ''
as $$
declare
  v_others uuid[];
  v_outcome text;
begin
  select array_agg(p.id order by p.position) filter (where not masking.is_opted_out(p.phone_hash)),
         case count(*) when 0 then 'alone' when 1 then 'bridge' else 'conference' end
  into v_others, v_outcome
  from public.phone_conversation_participants p
  where p.conversation_id = (call).conversation_id and p.left_at is null and p.id <> (call).participant_id;
  if v_others is null then
    return case when v_outcome = 'alone' then v_outcome else 'opted_out' end;
  elsif ring_others.asks_policy then
    return 'asked';
  end if;

  -- Whoever calls in while the others talk, or are being rung, joins them.
  if v_outcome = 'bridge' or not exists (
    select from public.phone_calls other
    where other.conversation_id = (call).conversation_id and other.ended_at is null and other.id <> (call).id
      and (other.outcome is null or other.outcome in ('bridge', 'conference'))
  ) then
    insert into public.phone_calls (conversation_id, participant_id, parent_id, direction, created_at, next_check_at)
    select (call).conversation_id, other_id, (call).id, 'outbound', ring_others.now, ring_others.now + interval '5 minutes'
    from unnest(v_others) other_id;
  end if;
  update public.phone_conversations c
  set last_interaction_at = greatest(c.last_interaction_at, ring_others.now),
      -- As masking.relay_message has it for a text.
      expires_at = case when c.extend_on_activity is null then c.expires_at
                     else greatest(c.expires_at, least(ring_others.now + c.extend_on_activity, c.max_expires_at)) end
  where c.id = (call).conversation_id;
  return v_outcome;
end
$$;

comment on function masking.ring_others(public.phone_calls, boolean, timestamptz) is
  'Makes the calls to the others of a locked conversation, but those who have opted out: one other is bridged, more '
  'meet in a conference. A conversation that grows with activity grows with each such call. With asks_policy nobody is rung: '
  'asked, where somebody would be.';

revoke all on function masking.ring_others(public.phone_calls, boolean, timestamptz) from public, anon, authenticated, service_role;
