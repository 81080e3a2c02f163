create function masking.drop_message(message_id uuid, actor text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message public.sms_messages := masking.held_message(drop_message.message_id);
  v_is_evidence boolean := v_message.conversation_id in (select masking.held_conversations());
begin
  -- Before the forwards, so that the app is told why they are suppressed.
  update public.policy_decisions d
  set state = 'dropped', next_attempt_at = null, decided_at = drop_message.now
  where d.message_id = v_message.id;
  update public.sms_forwards f
  set status = 'suppressed', next_attempt_at = drop_message.now
  where f.message_id = v_message.id and f.status in ('queued', 'unknown', 'held');
  update public.sms_messages m
  set outcome = 'blocked',
      body_encrypted = case when v_is_evidence then m.body_encrypted end,
      media = case when v_is_evidence then m.media else '[]' end
  where m.id = v_message.id;
  perform masking.record_access(
    drop_message.actor, 'drop_message', v_message.conversation_id::text,
    jsonb_build_object('message_id', v_message.id), drop_message.now);
  return masking.claim_forwards(array[v_message.conversation_id], drop_message.now);
end
$$;

comment on function masking.drop_message(uuid, text, timestamptz) is
  'The service drops a held message: nobody gets it, and its text is kept only under a legal hold; with a row in the access audit. '
  'Returns the claims that this sets free. MSKHM: no such held message.';

revoke all on function masking.drop_message(uuid, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.drop_message(uuid, text, timestamptz) to maskline;
