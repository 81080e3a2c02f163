create function masking.may_ask_about(number text, phone_hash text, now timestamptz)
returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  if not exists (select from public.phone_number_pool n where n.number = may_ask_about.number)
     or masking.is_opted_out(may_ask_about.phone_hash)
     or exists (select from public.phone_blocks b where b.blocked_hash = may_ask_about.phone_hash) then
    return false;
  end if;
  if (masking.take_rate_limit('phone_hash:' || may_ask_about.phone_hash || ':stranger', 3600, may_ask_about.now)).count > 10 then
    return false;
  end if;
  -- Who has a flood of phones shows a new one each time.
  return (masking.take_rate_limit('strangers', 60, may_ask_about.now)).count <= 300;
end
$$;

comment on function masking.may_ask_about(text, text, timestamptz) is
  'Whether the app is asked what to do about a stranger who texts or calls a pool number: ten times an hour about one, 300 times a minute in all; never about '
  'somebody who has opted out, or whom somebody has blocked.';

revoke all on function masking.may_ask_about(text, text, timestamptz) from public, anon, authenticated, service_role;
