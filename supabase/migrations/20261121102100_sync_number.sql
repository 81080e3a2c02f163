create function masking.sync_number(
  number text, provider_sid text, sms boolean, mms boolean, voice boolean, now timestamptz default now())
returns void
language sql security definer
set search_path = ''
as $$
  update public.phone_number_pool n
  set provider_sid = sync_number.provider_sid, updated_at = sync_number.now,
      sms = n.sms and sync_number.sms, mms = n.mms and sync_number.mms, voice = n.voice and sync_number.voice
  where n.number = sync_number.number and n.released_at is null;
$$;

comment on function masking.sync_number(text, text, boolean, boolean, boolean, timestamptz) is
  'Keeps the carrier''s id of a number, and takes from it what the carrier says it cannot do.';

revoke all on function masking.sync_number(text, text, boolean, boolean, boolean, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.sync_number(text, text, boolean, boolean, boolean, timestamptz) to maskline;
