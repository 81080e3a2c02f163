create function masking.release_message(
  message_id uuid, actor text, body_encrypted text, parts int, segments int, now timestamptz default now())
returns table (message jsonb, claims jsonb)
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message public.sms_messages := masking.held_message(release_message.message_id);
  v_conversation public.phone_conversations := masking.lock_conversation(v_message.conversation_id, null);
  v_forward record;
begin
  if not masking.is_live(v_conversation, release_message.now) then
    raise exception 'The conversation is closed' using errcode = 'MSKCL';
  end if;
  if release_message.body_encrypted is not null then
    perform masking.replace_body(
      v_message.id, release_message.body_encrypted, release_message.parts, release_message.segments);
  end if;

  for v_forward in
    select f.id, f.status, p.left_at is not null or p.muted_at is not null as is_unwanted
    from public.sms_forwards f
    join public.phone_conversation_participants p on p.id = f.recipient_participant_id
    where f.message_id = v_message.id and f.status in ('queued', 'unknown', 'held')
    order by f.position
  loop
    update public.sms_forwards f
    set status = case when v_forward.is_unwanted then 'suppressed' when v_forward.status = 'held' then 'queued' else f.status end,
        next_attempt_at = release_message.now, created_at = release_message.now,
        give_up_at = release_message.now + interval '1 day'
    where f.id = v_forward.id;
    if v_forward.status = 'held' then
      -- Texts have gone past it: it queues up again, behind all.
      update public.sms_forwards f set position = default where f.id = v_forward.id;
    end if;
  end loop;

  update public.policy_decisions d
  set state = 'released', next_attempt_at = null, decided_at = release_message.now
  where d.message_id = v_message.id;
  perform masking.record_access(
    release_message.actor, 'release_message', v_message.conversation_id::text,
    jsonb_build_object('message_id', v_message.id, 'changed', release_message.body_encrypted is not null), release_message.now);

  select masking.message_view(m) into message from public.sms_messages m where m.id = v_message.id;
  claims := masking.claim_forwards(array[v_message.conversation_id], release_message.now);
  return next;
end
$$;

comment on function masking.release_message(uuid, text, text, int, int, timestamptz) is
  'The service relays a held message, or another text in its place, to those who are still there; with a row in the access audit. '
  'MSKHM: no such held message, MSKCL: its conversation has ended.';

revoke all on function masking.release_message(uuid, text, text, int, int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.release_message(uuid, text, text, int, int, timestamptz) to maskline;
