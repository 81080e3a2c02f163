create function masking.record_send(
  forward_id uuid, attempt int, result text, provider_sids jsonb, error_code text, next_attempt_at timestamptz,
  notice_encrypted jsonb, now timestamptz default now(), drop_body boolean default false,
  bad_sender boolean default false, opted_out_hash text default null, opted_out_encrypted text default null)
returns jsonb
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  v_forward public.sms_forwards;
  v_sid text;
  v_claims jsonb := '[]';
begin
  select f.* into v_forward from public.sms_forwards f where f.id = record_send.forward_id for update;
  if not found then
    perform masking.delete_erased_copy(record_send.forward_id, record_send.provider_sids, record_send.now);
    return '[]';
  end if;

  -- A later attempt, or a status callback that was faster, knows better.
  if v_forward.attempts is distinct from record_send.attempt or v_forward.status <> 'sending' then
    return masking.claim_forwards(array[v_forward.conversation_id], record_send.now);
  end if;

  -- A message found at the carrier may be that of an earlier forward with the same text.
  select s.sid into v_sid
  from jsonb_array_elements_text(record_send.provider_sids) with ordinality as s(sid, place)
  -- A subquery of its own, not a join: a look-up for each of a few ids, whatever the planner thinks of the table.
  where (select taken.id from public.sms_forwards taken where taken.provider_sid = s.sid) is null
  order by s.place
  limit 1;

  update public.sms_forwards f set
    status           = case when record_send.result in ('retry', 'deferred') or record_send.result = 'sent' and v_sid is null
                            then 'queued'
                            when record_send.result in ('withheld', 'blocked') then 'suppressed'
                            else record_send.result end,
    attempts         = case when record_send.result = 'deferred' then f.attempts - 1 else f.attempts end,
    provider_sid     = v_sid,
    error_code       = record_send.error_code,
    lease_expires_at = null,
    next_attempt_at  = case when v_sid is not null then record_send.now + interval '5 minutes'
                            else coalesce(record_send.next_attempt_at, record_send.now) end,
    sent_at          = case when v_sid is not null then record_send.now end
  where f.id = v_forward.id;

  if record_send.result = 'failed' then
    perform masking.tell_sender(v_forward.id, record_send.notice_encrypted, record_send.now);
  elsif record_send.result = 'suppressed' then
    v_claims := masking.stop_texting(
      record_send.opted_out_hash, record_send.opted_out_encrypted, 'carrier', record_send.notice_encrypted, record_send.now);
  elsif record_send.result = 'deferred' then
    update public.sms_forwards f set give_up_at = f.give_up_at + (record_send.next_attempt_at - record_send.now)
    where f.conversation_id = v_forward.conversation_id and f.recipient_participant_id = v_forward.recipient_participant_id
      and f.position >= v_forward.position and f.status = 'queued';
  end if;
  if record_send.drop_body then
    perform masking.drop_settled_body(v_forward.message_id);
  end if;
  v_claims := v_claims || masking.claim_forwards(array[v_forward.conversation_id], record_send.now);
  if record_send.bad_sender then
    perform masking.mark_number_bad(v_forward.sent_from, record_send.error_code, record_send.now);
  end if;
  if record_send.result = 'sent' and v_claims = '[]' then
    perform masking.commit_without_waiting();
  end if;
  return v_claims;
end
$$;

comment on function masking.record_send(uuid, int, text, jsonb, text, timestamptz, jsonb, timestamptz, boolean, boolean, text, text) is
  'What became of an attempt: sent (with the ids it may have at the carrier), retry, unknown, failed, suppressed (the carrier says '
  'opted out), withheld (we knew), blocked (leak guard) or deferred (quiet hours: no attempt, and no day is lost). The sender gets '
  'the notice when it failed, the others in the person''s conversations when it is suppressed: opted_out_hash and opted_out_encrypted '
  'are of whoever was texted, since the seat may have gone to another phone. drop_body: a text that has nowhere left to go is dropped '
  'at once. bad_sender: it is the number that cannot send. Returns the claims that this sets free.';

revoke all on function masking.record_send(uuid, int, text, jsonb, text, timestamptz, jsonb, timestamptz, boolean, boolean, text, text) from public, anon, authenticated, service_role;
grant execute on function masking.record_send(uuid, int, text, jsonb, text, timestamptz, jsonb, timestamptz, boolean, boolean, text, text) to maskline;
