create function masking.keep_stranger(
  message_id uuid, number text, phone_hash text, phone_encrypted text, body_encrypted text, media jsonb, segments int, size jsonb,
  now timestamptz)
returns boolean
language plpgsql security definer
set search_path = ''
as $$
declare
  v_is_first boolean;
begin
  -- Locked: whoever settles it settles this text too. Nobody waits for who is at it, and may wait for the limits that are held here: then
  -- this text is asked about by itself.
  perform from public.stranger_asks a
  where a.phone_hash = keep_stranger.phone_hash and a.number = keep_stranger.number and a.next_attempt_at < 'infinity'
  order by a.position limit 1
  for update skip locked;
  v_is_first := not found;
  if v_is_first and not masking.may_ask_about(keep_stranger.number, keep_stranger.phone_hash, keep_stranger.now) then
    return false;
  end if;

  update public.sms_messages m
  set outcome = 'asking', body_encrypted = keep_stranger.body_encrypted, media = keep_stranger.media, segments = keep_stranger.segments
  where m.id = keep_stranger.message_id;
  insert into public.stranger_asks (message_id, number, phone_hash, phone_encrypted, size, next_attempt_at, created_at)
  values (
    keep_stranger.message_id, keep_stranger.number, keep_stranger.phone_hash, keep_stranger.phone_encrypted, keep_stranger.size,
    case when v_is_first then keep_stranger.now else 'infinity' end, keep_stranger.now);
  return true;
end
$$;

comment on function masking.keep_stranger(uuid, text, text, text, text, jsonb, int, jsonb, timestamptz) is
  'Keeps the text of a stranger until the app has said what to do: of the first one of this person to this number it is asked. False: '
  'the app is not asked.';

revoke all on function masking.keep_stranger(uuid, text, text, text, text, jsonb, int, jsonb, timestamptz) from public, anon, authenticated, service_role;
