create function masking.opt_out(phone_hash text, phone_encrypted text, source text, notice_encrypted jsonb, now timestamptz)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_seat record;
  v_conversation_ids uuid[] := '{}';
begin
  insert into public.sms_opt_outs (phone_hash, phone_encrypted, source, opted_out_at)
  values (opt_out.phone_hash, opt_out.phone_encrypted, opt_out.source, opt_out.now)
  on conflict on constraint sms_opt_outs_pkey do nothing;
  if not found then
    return '[]';
  end if;

  for v_seat in
    select p.id, p.conversation_id, c.language
    from public.phone_conversation_participants p
    join public.phone_conversations c on c.id = p.conversation_id
    where p.phone_hash = opt_out.phone_hash and p.released_at is null and p.left_at is null
      and masking.is_live(c, opt_out.now) and coalesce(c.starts_at <= opt_out.now, true) and c.mode <> 'voice'
    order by p.conversation_id
  loop
    perform masking.relay_message(
      v_seat.conversation_id, null, v_seat.id, 'outbound', null,
      masking.in_language(opt_out.notice_encrypted, v_seat.language), '[]', 1, opt_out.now);
    v_conversation_ids := v_conversation_ids || v_seat.conversation_id;
  end loop;
  return masking.claim_forwards(v_conversation_ids, opt_out.now);
end
$$;

comment on function masking.opt_out(text, text, text, jsonb, timestamptz) is
  'Nobody texts this person any more, whose conversations are held, and the others in each of them are told once; the claims of '
  'those notices.';

revoke all on function masking.opt_out(text, text, text, jsonb, timestamptz) from public, anon, authenticated, service_role;
