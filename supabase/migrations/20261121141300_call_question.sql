create function masking.call_question(call public.phone_calls)
returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
begin
  return (
    select jsonb_build_object(
      'call_id', (call).id,
      'direction', (call).direction,
      'created_at', (call).created_at,
      'conversation', jsonb_build_object(
        'id', c.id, 'mode', c.mode, 'friendly_name', c.friendly_name, 'metadata', c.metadata),
      'caller', jsonb_build_object('id', caller.id, 'label', caller.label, 'user_id', caller.user_id),
      'callees', (
        select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'label', p.label, 'user_id', p.user_id) order by p.position), '[]')
        from public.phone_conversation_participants p
        where p.conversation_id = c.id and p.left_at is null and p.id <> caller.id
          and not masking.is_opted_out(p.phone_hash)))
    from public.phone_conversations c
    join public.phone_conversation_participants caller on caller.id = (call).participant_id
    where c.id = (call).conversation_id);
end
$$;

comment on function masking.call_question(public.phone_calls) is
  'What the policy hook is asked about a call: who wants to reach whom in which conversation, by ids and labels.';

revoke all on function masking.call_question(public.phone_calls) from public, anon, authenticated, service_role;
