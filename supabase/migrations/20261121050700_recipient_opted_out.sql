create function masking.recipient_opted_out(forward_id uuid)
returns boolean
language sql stable security definer
set search_path = ''
as $$
  select exists (
    select from public.sms_forwards f
    join public.phone_conversation_participants p on p.id = f.recipient_participant_id
    join public.sms_opt_outs o on o.phone_hash = p.phone_hash
    where f.id = recipient_opted_out.forward_id);
$$;

comment on function masking.recipient_opted_out(uuid) is
  'Asked before a forward is sent some time after it was leased: meanwhile its recipient may have said STOP.';

revoke all on function masking.recipient_opted_out(uuid) from public, anon, authenticated, service_role;
grant execute on function masking.recipient_opted_out(uuid) to maskline;
