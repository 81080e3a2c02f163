create function masking.signal_conversation()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  if tg_table_name = 'phone_calls' then
    perform masking.signal_seats(new.conversation_id, 'calls');
  else
    perform masking.signal_seats(new.id, 'conversations');
  end if;
  return null;
end
$$;

comment on function masking.signal_conversation() is 'Whoever changes a conversation, or a call in it, has its users signaled.';

revoke all on function masking.signal_conversation() from public, anon, authenticated, service_role;
