create function masking.stop_texting(
  phone_hash text, phone_encrypted text, source text, notice_encrypted jsonb, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
begin
  perform masking.hold_conversations(stop_texting.phone_hash);
  return masking.opt_out(
    stop_texting.phone_hash, stop_texting.phone_encrypted, stop_texting.source, stop_texting.notice_encrypted, stop_texting.now);
end
$$;

comment on function masking.stop_texting(text, text, text, jsonb, timestamptz) is
  'Opts a person out, suppresses what waits for the person, and tells the others in each of the person''s conversations once; the '
  'claims of those notices.';

revoke all on function masking.stop_texting(text, text, text, jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.stop_texting(text, text, text, jsonb, timestamptz) to maskline;
