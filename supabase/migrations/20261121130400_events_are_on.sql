create function masking.events_are_on()
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (select s.is_on from public.event_switch s);
end
$$;

comment on function masking.events_are_on() is 'Whether events are stored: all that a change costs where they are not.';

revoke all on function masking.events_are_on() from public, anon, authenticated, service_role;
