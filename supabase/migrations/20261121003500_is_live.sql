create function masking.is_live(conversation public.phone_conversations, now timestamptz)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return conversation.status = 'active'
    and coalesce(conversation.expires_at > is_live.now, true)
    and coalesce(conversation.idle_at > is_live.now, true);
end
$$;

comment on function masking.is_live(public.phone_conversations, timestamptz) is
  'False from the very moment of its end, whether or not it has been closed since. Its start is another matter.';

revoke all on function masking.is_live(public.phone_conversations, timestamptz) from public, anon, authenticated, service_role;
