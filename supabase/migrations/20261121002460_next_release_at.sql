create function masking.next_release_at(conversation_id uuid, cooled_at timestamptz)
returns timestamptz
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select min(coalesce(p.cooldown_until, next_release_at.cooled_at))
    from public.phone_conversation_participants p
    where p.conversation_id = next_release_at.conversation_id and p.released_at is null);
end
$$;

comment on function masking.next_release_at(uuid, timestamptz) is
  'When the first of its ended bindings becomes free. cooled_at: when those do that ended with the conversation; null while it is open.';

revoke all on function masking.next_release_at(uuid, timestamptz) from public, anon, authenticated, service_role;
