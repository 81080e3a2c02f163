create function masking.next_free_at(phone_hash text)
returns timestamptz
language sql stable security definer
set search_path = ''
as $$
  select min(coalesce(p.cooldown_until, coalesce(c.closed_at, c.expires_at) + c.cooldown))
  from public.phone_conversation_participants p
  join public.phone_conversations c on c.id = p.conversation_id
  where p.phone_hash = next_free_at.phone_hash and p.released_at is null;
$$;

comment on function masking.next_free_at(text) is
  'When the first of the numbers that this person holds becomes free by itself; null when none has an end.';

revoke all on function masking.next_free_at(text) from public, anon, authenticated, service_role;
