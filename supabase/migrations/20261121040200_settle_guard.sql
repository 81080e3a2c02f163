create function masking.settle_guard(
  message_id uuid, verdict text, body_encrypted text, notice_encrypted jsonb, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message public.sms_messages;
begin
  update public.sms_messages m set
    leak_guard     = settle_guard.verdict,
    body_encrypted = case settle_guard.verdict when 'redacted' then settle_guard.body_encrypted when 'blocked' then null
                       else m.body_encrypted end,
    media          = case settle_guard.verdict when 'blocked' then '[]' else m.media end,
    outcome        = case settle_guard.verdict when 'blocked' then 'blocked' else m.outcome end
  where m.id = settle_guard.message_id and m.leak_guard in ('warn', 'redact', 'block')
  returning m.* into v_message;

  if found and v_message.leak_guard <> 'clean' then
    update public.phone_conversations c set
      leaks_warned   = c.leaks_warned + (v_message.leak_guard = 'warned')::int,
      leaks_redacted = c.leaks_redacted + (v_message.leak_guard = 'redacted')::int,
      leaks_blocked  = c.leaks_blocked + (v_message.leak_guard = 'blocked')::int
    where c.id = v_message.conversation_id;

    perform masking.notify_participant(p.id, settle_guard.notice_encrypted, settle_guard.now)
    from public.phone_conversation_participants p
    where p.id = v_message.sender_participant_id and settle_guard.notice_encrypted is not null
      and (masking.take_rate_limit('phone_hash:' || p.phone_hash || ':leak_notice', 86400, settle_guard.now)).count <= 1;
  end if;

  return (
    select jsonb_build_object('verdict', m.leak_guard, 'body_encrypted', m.body_encrypted)
    from public.sms_messages m where m.id = settle_guard.message_id);
end
$$;

comment on function masking.settle_guard(uuid, text, text, jsonb, timestamptz) is
  'Keeps the first verdict on a text (clean, warned, redacted, blocked) with the text to relay instead, counts a leak, and lets its '
  'sender have the notice once a day. Returns what was kept {verdict, body_encrypted}, for whoever judged the same text at the same time.';

revoke all on function masking.settle_guard(uuid, text, text, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.settle_guard(uuid, text, text, jsonb, timestamptz) to maskline;
