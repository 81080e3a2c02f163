create function masking.held_message(message_id uuid)
returns public.sms_messages
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message public.sms_messages;
begin
  perform from public.sms_forwards f where f.message_id = held_message.message_id order by f.position for update;
  perform from public.policy_decisions d
  where d.message_id = held_message.message_id and d.state in ('pending', 'held')
  for update;
  if found then
    select m.* into v_message from public.sms_messages m where m.id = held_message.message_id and m.body_encrypted is not null;
  end if;
  if v_message.id is null then
    raise exception 'No such held message' using errcode = 'MSKHM';
  end if;
  return v_message;
end
$$;

comment on function masking.held_message(uuid) is
  'A message that waits for the policy hook or for the service, locked with its forwards. MSKHM: it does not wait, or its text has been dropped.';

revoke all on function masking.held_message(uuid) from public, anon, authenticated, service_role;
