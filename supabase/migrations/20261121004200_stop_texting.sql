create function masking.stop_texting(
  phone_hash text, phone_encrypted text, source text, notice_encrypted text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_seat record;
  v_conversation_ids uuid[] := '{}';
begin
  if not masking.opt_out(stop_texting.phone_hash, stop_texting.phone_encrypted, stop_texting.source, stop_texting.now) then
    return '[]';
  end if;

  for v_seat in
    select p.id, p.conversation_id
    from public.phone_conversation_participants p
    join public.phone_conversations c on c.id = p.conversation_id
    where p.phone_hash = stop_texting.phone_hash and p.released_at is null and p.left_at is null
      and masking.is_live(c, stop_texting.now) and c.mode <> 'voice'
    order by p.conversation_id
  loop
    perform masking.relay_message(
      v_seat.conversation_id, null, v_seat.id, 'outbound', null, stop_texting.notice_encrypted, '[]', 1, stop_texting.now);
    v_conversation_ids := v_conversation_ids || v_seat.conversation_id;
  end loop;
  return masking.claim_forwards(v_conversation_ids, stop_texting.now);
end
$$;

comment on function masking.stop_texting(text, text, text, text, timestamptz) is
  'Opts a person out and tells the others in each of the person''s conversations once; the claims of those notices.';

revoke all on function masking.stop_texting(text, text, text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.stop_texting(text, text, text, text, timestamptz) to maskline;
