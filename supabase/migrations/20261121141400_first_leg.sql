create function masking.first_leg(call public.phone_calls)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_array(jsonb_build_object(
      'call_id', (call).id, 'to_encrypted', p.phone_encrypted, 'from', p.proxy_number, 'language', c.language))
    from public.phone_conversation_participants p
    join public.phone_conversations c on c.id = p.conversation_id
    where p.id = (call).participant_id);
end
$$;

comment on function masking.first_leg(public.phone_calls) is
  'Whom to ring first for a call that the app starts, as the legs of masking.call_plan: the one who wants it.';

revoke all on function masking.first_leg(public.phone_calls) from public, anon, authenticated, service_role;
