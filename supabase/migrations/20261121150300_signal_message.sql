create function masking.signal_message()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message record;
  v_seats uuid[];
begin
  select m.sender_participant_id, m.only_to_participant_id, m.outcome, c.is_group into v_message
  from public.sms_messages m join public.phone_conversations c on c.id = m.conversation_id
  where m.id = case tg_table_name when 'sms_forwards' then (to_jsonb(new) ->> 'message_id')::uuid else new.id end;
  -- What users do not get to see they do not get to notice.
  if v_message.outcome in ('block', 'report', 'mute', 'unmute') then
    return null;
  end if;

  if tg_table_name = 'sms_forwards' and v_message.is_group then
    -- Each text of a group is many forwards: who sent it follows them, the others see them with the next text.
    v_seats := array[v_message.sender_participant_id];
  elsif v_message.only_to_participant_id is not null then
    v_seats := array[v_message.sender_participant_id, v_message.only_to_participant_id];
  end if;
  perform masking.signal_seats(new.conversation_id, 'messages', v_seats);
  return null;
end
$$;

comment on function masking.signal_message() is
  'Whoever stores a message, judges it, or settles a forward of it has those users signaled who may see it.';

revoke all on function masking.signal_message() from public, anon, authenticated, service_role;
