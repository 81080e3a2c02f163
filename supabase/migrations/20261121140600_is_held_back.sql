create function masking.is_held_back(message_id uuid)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.policy_decisions d
    where d.message_id = is_held_back.message_id and d.state in ('pending', 'held', 'dropped'));
end
$$;

comment on function masking.is_held_back(uuid) is 'Whether nobody but the service may read this message, since it is not to be relayed, or not yet.';

revoke all on function masking.is_held_back(uuid) from public, anon, authenticated, service_role;
