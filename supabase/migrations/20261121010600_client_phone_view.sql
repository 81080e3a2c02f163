create function masking.client_phone_view(owner_id uuid, client_id text)
returns jsonb
language sql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
  select jsonb_build_object(
    'client_id', c.client_id,
    'masked_phone', p.proxy_number,
    'conversation_id', c.id,
    'created_at', c.created_at)
  from public.phone_conversations c
  join lateral (
    select seat.proxy_number
    from public.phone_conversation_participants seat
    where seat.conversation_id = c.id and seat.left_at is null and seat.user_id = c.created_by
    limit 1
  ) p on true
  where c.created_by = client_phone_view.owner_id and c.client_id = client_phone_view.client_id and c.status = 'active';
$$;

comment on function masking.client_phone_view(uuid, text) is
  'The number at which the owner reaches this client: it stands for the client''s own. Null when there is none.';

revoke all on function masking.client_phone_view(uuid, text) from public, anon, authenticated, service_role;
grant execute on function masking.client_phone_view(uuid, text) to maskline;
