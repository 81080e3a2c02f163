create function masking.place_legal_hold(
  actor text, phone_hash text, phone_encrypted text, user_id uuid, conversation_id uuid, subject text, reason text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_hold public.legal_holds;
begin
  insert into public.legal_holds (phone_hash, phone_encrypted, user_id, conversation_id, subject, reason, created_at)
  values (place_legal_hold.phone_hash, place_legal_hold.phone_encrypted, place_legal_hold.user_id,
          place_legal_hold.conversation_id, place_legal_hold.subject, place_legal_hold.reason, place_legal_hold.now)
  returning * into v_hold;
  perform masking.record_access(
    place_legal_hold.actor, 'place_legal_hold', v_hold.subject, jsonb_build_object('hold_id', v_hold.id), place_legal_hold.now);
  return to_jsonb(v_hold) - 'phone_hash' - 'phone_encrypted';
end
$$;

comment on function masking.place_legal_hold(text, text, text, uuid, uuid, text, text, timestamptz) is
  'From now on neither erasure nor retention touches this person (by phone_hash or user_id) or conversation.';

revoke all on function masking.place_legal_hold(text, text, text, uuid, uuid, text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.place_legal_hold(text, text, text, uuid, uuid, text, text, timestamptz) to maskline;
