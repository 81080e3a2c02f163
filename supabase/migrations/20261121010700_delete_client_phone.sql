create function masking.delete_client_phone(owner_id uuid, client_id text, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation_id uuid;
begin
  select c.id into v_conversation_id
  from public.phone_conversations c
  where c.created_by = delete_client_phone.owner_id and c.client_id = delete_client_phone.client_id and c.status = 'active'
  for no key update;
  if not found then
    raise exception 'No masked phone for this client' using errcode = 'MSKCP';
  end if;
  perform masking.close_conversation(v_conversation_id, 'api', delete_client_phone.now);
end
$$;

comment on function masking.delete_client_phone(uuid, text, timestamptz) is
  'Ends the masked phone of a client; its numbers cool down. MSKCP: there is none.';

revoke all on function masking.delete_client_phone(uuid, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.delete_client_phone(uuid, text, timestamptz) to maskline;
