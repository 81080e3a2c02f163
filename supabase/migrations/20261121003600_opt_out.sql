create function masking.opt_out(phone_hash text, phone_encrypted text, source text, now timestamptz)
returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.sms_opt_outs (phone_hash, phone_encrypted, source, opted_out_at)
  values (opt_out.phone_hash, opt_out.phone_encrypted, opt_out.source, opt_out.now)
  on conflict on constraint sms_opt_outs_pkey do nothing;
  if not found then
    return false;
  end if;

  update public.sms_forwards f
  set status = 'suppressed'
  from public.phone_conversation_participants p
  where p.id = f.recipient_participant_id and p.phone_hash = opt_out.phone_hash and p.released_at is null
    and f.conversation_id = p.conversation_id and f.status = 'queued';
  return true;
end
$$;

comment on function masking.opt_out(text, text, text, timestamptz) is
  'Nobody texts this person any more, nor what is waiting to be sent; true when that is new.';

revoke all on function masking.opt_out(text, text, text, timestamptz) from public, anon, authenticated, service_role;
