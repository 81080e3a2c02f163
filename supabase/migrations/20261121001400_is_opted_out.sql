create function masking.is_opted_out(phone_hash text)
returns boolean
-- Not stable: it has to see what was committed while the statement waited in masking.known_phone_hash.
language plpgsql security definer
set search_path = ''
as $$
begin
  return exists (select from public.sms_opt_outs o where o.phone_hash = is_opted_out.phone_hash);
end
$$;

revoke all on function masking.is_opted_out(text) from public, anon, authenticated, service_role;
grant execute on function masking.is_opted_out(text) to maskline;
