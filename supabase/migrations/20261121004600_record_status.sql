create function masking.record_status(
  forward_id uuid, provider_sid text, status text, error_code text, notice_encrypted jsonb,
  now timestamptz default now(), drop_body boolean default false, bad_sender boolean default false,
  opted_out_hash text default null, opted_out_encrypted text default null)
returns jsonb
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  v_conversation_id uuid;
  v_message_id uuid;
  v_claims jsonb := '[]';
begin
  -- Carriers repeat and reorder callbacks: a status only ever moves forward, and only for the message that we know.
  update public.sms_forwards f set
    status           = record_status.status,
    provider_sid     = record_status.provider_sid,
    error_code       = record_status.error_code,
    lease_expires_at = null,
    next_attempt_at  = record_status.now + case when record_status.status = 'sent' then interval '5 minutes' else interval '0' end,
    sent_at          = coalesce(f.sent_at, record_status.now),
    delivered_at     = case when record_status.status = 'delivered' then record_status.now end
  where f.id = record_status.forward_id
    and coalesce(f.provider_sid, record_status.provider_sid) = record_status.provider_sid
    and (f.status in ('queued', 'sending', 'unknown')
         or f.status = 'sent' and record_status.status in ('delivered', 'undelivered', 'failed'))
  returning f.conversation_id, f.message_id into v_conversation_id, v_message_id;
  if not found then
    perform masking.delete_erased_copy(
      record_status.forward_id, jsonb_build_array(record_status.provider_sid), record_status.now);
    return '[]';
  end if;

  if record_status.opted_out_hash is not null then
    v_claims := masking.stop_texting(
      record_status.opted_out_hash, record_status.opted_out_encrypted, 'carrier', record_status.notice_encrypted, record_status.now);
  elsif record_status.status in ('undelivered', 'failed') then
    perform masking.tell_sender(record_status.forward_id, record_status.notice_encrypted, record_status.now);
  end if;
  if record_status.drop_body then
    perform masking.drop_settled_body(v_message_id);
  end if;
  v_claims := v_claims || masking.claim_forwards(array[v_conversation_id], record_status.now);
  if record_status.bad_sender then
    perform masking.mark_number_bad(f.sent_from, record_status.error_code, record_status.now)
    from public.sms_forwards f where f.id = record_status.forward_id;
  end if;
  if record_status.status in ('sent', 'delivered') and v_claims = '[]' then
    perform masking.commit_without_waiting();
  end if;
  return v_claims;
end
$$;

comment on function masking.record_status(uuid, text, text, text, jsonb, timestamptz, boolean, boolean, text, text) is
  'A status callback: sent, delivered, undelivered or failed. The sender gets the notice of a failure; of an opt-out (opted_out_hash) '
  'the others in the person''s conversations. drop_body and bad_sender as in masking.record_send. Returns the claims that it sets free.';

revoke all on function masking.record_status(uuid, text, text, text, jsonb, timestamptz, boolean, boolean, text, text) from public, anon, authenticated, service_role;
grant execute on function masking.record_status(uuid, text, text, text, jsonb, timestamptz, boolean, boolean, text, text) to maskline;
