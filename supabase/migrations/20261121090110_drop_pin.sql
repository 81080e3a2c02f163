create function masking.drop_pin()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.pin_hash := null;
  return new;
end
$$;

comment on function masking.drop_pin() is 'A PIN ends with the binding, so that it is free for others on the number, and comes back with nobody.';

revoke all on function masking.drop_pin() from public, anon, authenticated, service_role;

create trigger a_pin_ends_with_its_binding
  before update of released_at on public.phone_conversation_participants
  for each row when (new.released_at is not null and new.pin_hash is not null)
  execute function masking.drop_pin();
