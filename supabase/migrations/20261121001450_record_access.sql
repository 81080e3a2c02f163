create function masking.record_access(actor text, action text, subject text, details jsonb, now timestamptz default now())
returns void
language sql security definer
set search_path = ''
as $$
  insert into public.access_audit (at, actor, action, subject, details)
  values (record_access.now, record_access.actor, record_access.action, record_access.subject, record_access.details);
$$;

comment on function masking.record_access(text, text, text, jsonb, timestamptz) is
  'Adds a row to the access audit. Functions that read or change on somebody''s behalf call it in their own transaction.';

revoke all on function masking.record_access(text, text, text, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.record_access(text, text, text, jsonb, timestamptz) to maskline;
