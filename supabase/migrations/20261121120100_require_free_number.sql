create function masking.require_free_number(number text, phone_hash text, mode text)
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if not exists (
    select from public.phone_number_pool n
    where n.number = require_free_number.number and n.status = 'active'
      and (n.sms or require_free_number.mode = 'voice') and (n.voice or require_free_number.mode = 'message')
  ) then
    raise exception 'No such pool number to lend' using errcode = 'MSKNN';
  elsif exists (
    select from public.phone_conversation_participants p
    where p.proxy_number = require_free_number.number and p.phone_hash = require_free_number.phone_hash and p.released_at is null
  ) then
    raise exception 'This person holds the number in another conversation' using errcode = 'MSKNT';
  end if;
end
$$;

comment on function masking.require_free_number(text, text, text) is
  'Whether a person can have this very number in a conversation of this mode. MSKNN: it is not lent, or not for that. MSKNT: the '
  'person holds it, or it cools down.';

revoke all on function masking.require_free_number(text, text, text) from public, anon, authenticated, service_role;
