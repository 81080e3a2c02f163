create function masking.stop_texting(
  phone_hash text, phone_encrypted text, source text, notice_encrypted jsonb, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_held_ids constant uuid[] := masking.hold_conversations(stop_texting.phone_hash);
  v_seat record;
  v_told_ids uuid[] := '{}';
begin
  insert into public.sms_opt_outs (phone_hash, phone_encrypted, source, opted_out_at)
  values (stop_texting.phone_hash, stop_texting.phone_encrypted, stop_texting.source, stop_texting.now)
  on conflict on constraint sms_opt_outs_pkey do nothing;
  if not found then
    return '[]';
  end if;

  for v_seat in
    select p.id, p.conversation_id, c.language
    from public.phone_conversation_participants p
    join public.phone_conversations c on c.id = p.conversation_id
    where p.phone_hash = stop_texting.phone_hash and p.released_at is null and p.left_at is null
      -- What came about meanwhile is not locked, and is as what comes about after an opt-out: nobody is told.
      and c.id = any (v_held_ids)
      and masking.is_live(c, stop_texting.now) and coalesce(c.starts_at <= stop_texting.now, true) and c.mode <> 'voice'
    order by p.conversation_id
  loop
    perform masking.relay_message(
      v_seat.conversation_id, null, v_seat.id, 'outbound', null,
      masking.in_language(stop_texting.notice_encrypted, v_seat.language), '[]', 1, stop_texting.now);
    v_told_ids := v_told_ids || v_seat.conversation_id;
  end loop;
  return masking.claim_forwards(v_told_ids, stop_texting.now);
end
$$;

comment on function masking.stop_texting(text, text, text, jsonb, timestamptz) is
  'Opts a person out, suppresses what waits for the person, and tells the others in each of the person''s conversations once; the '
  'claims of those notices.';

revoke all on function masking.stop_texting(text, text, text, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.stop_texting(text, text, text, jsonb, timestamptz) to maskline;
