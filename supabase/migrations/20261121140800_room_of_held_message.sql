create function masking.room_of_held_message(message_id uuid)
returns table (prefix text, parts int, media_count int, media_parts int)
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message public.sms_messages := masking.held_message(room_of_held_message.message_id);
begin
  return query
    select coalesce(p.label || v_message.label_joint, ''), v_message.parts - v_message.media_parts,
           jsonb_array_length(v_message.media), v_message.media_parts
    from (values (v_message.sender_participant_id)) as sender(id)
    left join public.phone_conversation_participants p on p.id = sender.id;
end
$$;

comment on function masking.room_of_held_message(uuid) is
  'What a text that is relayed instead has to fit into: the label in front, how many parts for words, and what goes with '
  'the words if media_parts is 0. MSKHM: no such held message.';

revoke all on function masking.room_of_held_message(uuid) from public, anon, authenticated, service_role;
grant execute on function masking.room_of_held_message(uuid) to maskline;
