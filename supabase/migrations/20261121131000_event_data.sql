create function masking.event_data(event public.outgoing_events)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_people constant text[] := array['participant', 'sender', 'recipient'];
  v_data jsonb := jsonb_build_object('conversation_id', (event).conversation_id) || (event).data;
  v_person text;
begin
  foreach v_person in array v_people loop
    continue when not v_data ? (v_person || '_id');
    v_data := (v_data - (v_person || '_id')) || jsonb_build_object(v_person, (
      select jsonb_build_object('id', p.id, 'user_id', p.user_id, 'label', p.label)
      from public.phone_conversation_participants p where p.id = (v_data ->> (v_person || '_id'))::uuid));
  end loop;

  if (event).type in ('conversation.created', 'conversation.number_replaced') then
    v_data := v_data || jsonb_build_object(
      'masked_number', (select c.masked_number from public.phone_conversations c where c.id = (event).conversation_id));
  end if;
  if (event).type = 'conversation.created' then
    v_data := v_data || jsonb_build_object(
      'participants', (
        select coalesce(jsonb_agg(
          jsonb_build_object('id', p.id, 'user_id', p.user_id, 'label', p.label, 'proxy_number', p.proxy_number)
          order by p.position), '[]')
        from public.phone_conversation_participants p
        where p.conversation_id = (event).conversation_id and p.joined_at = (event).created_at));
  end if;
  return v_data;
end
$$;

comment on function masking.event_data(public.outgoing_events) is
  'What an event tells: what is stored, with the seats that it names by participant_id, sender_id and recipient_id as '
  '{id, user_id, label}. Of an erased person the id is left.';

revoke all on function masking.event_data(public.outgoing_events) from public, anon, authenticated, service_role;
