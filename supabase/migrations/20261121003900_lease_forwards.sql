create function masking.lease_forwards(forward_ids uuid[], now timestamptz)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_forward record;
  v_claims jsonb := '[]';
  v_wait interval;
  v_guard jsonb;
  v_sent_from text[];
begin
  for v_forward in
    select f.id, f.conversation_id, f.position, f.status, f.attempts, f.created_at, f.give_up_at, f.message_id, f.sent_from,
           m.body_encrypted, m.media, m.segments, m.leak_guard, m.only_to_participant_id, m.is_answer,
           f.part, m.parts - m.media_parts as word_parts, m.media_parts,
           f.part > m.parts - greatest(m.media_parts, 1) as has_files, sender.label || m.label_joint as prefix,
           p.phone_encrypted, p.proxy_number, p.released_at, n.provider,
           exists (select from public.sms_opt_outs o where o.phone_hash = p.phone_hash) as opted_out
    from public.sms_forwards f
    join public.sms_messages m on m.id = f.message_id
    join public.phone_conversation_participants p on p.id = f.recipient_participant_id
    join public.phone_number_pool n on n.number = p.proxy_number
    left join public.phone_conversation_participants sender on sender.id = m.sender_participant_id
    where f.id = any (lease_forwards.forward_ids) and f.status in ('queued', 'unknown')
    order by p.proxy_number, f.position
  loop
    if v_forward.leak_guard = 'blocked' then
      update public.sms_forwards f set status = 'suppressed' where f.id = v_forward.id;
      continue;
    end if;

    -- What may have been sent before has to be looked up, whatever has changed since.
    if v_forward.status = 'queued' and (v_forward.opted_out or v_forward.released_at is not null) then
      update public.sms_forwards f
      set status = case when v_forward.opted_out then 'suppressed' else 'failed' end,
          error_code = case when v_forward.opted_out then f.error_code else 'binding_released' end
      where f.id = v_forward.id;
      continue;
    end if;

    v_wait := masking.reserve_pace(v_forward.proxy_number, v_forward.segments, lease_forwards.now);
    if v_wait is null then
      update public.sms_forwards f set next_attempt_at = lease_forwards.now + interval '5 s' where f.id = v_forward.id;
      continue;
    end if;

    -- What is queued is not at the carrier; what is unknown may be, maybe from the number that the seat had before.
    v_sent_from := array[v_forward.proxy_number] || case when v_forward.status = 'unknown'
      then array_remove(v_forward.sent_from, v_forward.proxy_number) end;
    update public.sms_forwards f
    set status = 'sending', attempts = f.attempts + 1, lease_expires_at = lease_forwards.now + v_wait + interval '60 s',
        sent_from = v_sent_from
    where f.id = v_forward.id;
    v_guard := null;
    if v_forward.leak_guard in ('warn', 'redact', 'block') then
      v_guard := jsonb_strip_nulls(jsonb_build_object(
        'message_id', v_forward.message_id,
        'policy', v_forward.leak_guard,
        'names_participant', case when v_forward.only_to_participant_id is not null then true end,
        'earlier_encrypted', masking.earlier_bodies(v_forward.message_id, v_forward.position)));
    end if;
    v_claims := v_claims || jsonb_build_object(
      'forward_id', v_forward.id,
      'conversation_id', v_forward.conversation_id,
      'attempt', v_forward.attempts + 1,
      'reconcile', v_guard is null and v_forward.status = 'unknown'
        and not (v_forward.has_files and v_forward.media #>> '{0,url_encrypted}' is not null),
      'wait_ms', ceil(extract(epoch from v_wait) * 1000),
      'to_encrypted', v_forward.phone_encrypted,
      'from', v_forward.proxy_number,
      'provider', v_forward.provider,
      'sent_from', case when cardinality(v_sent_from) = 1
        then jsonb_build_array(jsonb_build_object('number', v_forward.proxy_number, 'provider', v_forward.provider))
        else (select jsonb_agg(jsonb_build_object('number', s.number, 'provider', n.provider) order by s.place)
              from unnest(v_sent_from) with ordinality as s(number, place)
              join public.phone_number_pool n on n.number = s.number) end,
      'body_encrypted', v_forward.body_encrypted,
      'prefix', coalesce(v_forward.prefix, ''),
      'part', v_forward.part,
      'parts', v_forward.word_parts,
      'guard', v_guard,
      'media', case when v_forward.has_files then
        masking.media_claim(v_forward.message_id, v_forward.media, v_forward.proxy_number) || jsonb_build_object(
          'part', greatest(v_forward.part - v_forward.word_parts, 1), 'parts', greatest(v_forward.media_parts, 1)) end,
      'is_answer', v_forward.is_answer,
      'created_at', v_forward.created_at,
      'give_up_at', v_forward.give_up_at);
  end loop;
  return v_claims;
end
$$;

comment on function masking.lease_forwards(uuid[], timestamptz) is
  'Gives these forwards to the caller for 60 seconds from wait_ms on, the time of their turn at the number''s pace, with all that '
  'sending needs. One that may have been sent before says reconcile: look it up at the carrier first. '
  'One with a guard has to be judged first, and files that are still at the carrier have to be fetched first; so it has never been sent.';

revoke all on function masking.lease_forwards(uuid[], timestamptz) from public, anon, authenticated, service_role;
