create function masking.signal_user(user_id uuid, kind text, conversation_id uuid)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object('kind', signal_user.kind, 'conversation_id', signal_user.conversation_id),
    'change', 'maskline:' || signal_user.user_id, true);
exception when others then
  -- Whoever looks at a page asks again; a text that is refused because of it would be lost.
  raise warning 'Signal a change: %', sqlerrm;
end
$$;

comment on function masking.signal_user(uuid, text, uuid) is
  'Tells the pages of a user, over Supabase Realtime, that something of this kind changed. Not what: that is read through the API.';

revoke all on function masking.signal_user(uuid, text, uuid) from public, anon, authenticated, service_role;
