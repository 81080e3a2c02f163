create function masking.missing_messages(received jsonb)
returns setof text
language sql stable security definer
set search_path = ''
as $$
  select r.sid
  from jsonb_to_recordset(missing_messages.received) as r(sid text, to_number text)
  join public.phone_number_pool n on n.number = r.to_number
  where not exists (select from public.sms_messages m where m.provider_sid = r.sid);
$$;

comment on function masking.missing_messages(jsonb) is
  'Those of the received texts [{sid, to_number}] to pool numbers whose webhook never reached us.';

revoke all on function masking.missing_messages(jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.missing_messages(jsonb) to maskline;
