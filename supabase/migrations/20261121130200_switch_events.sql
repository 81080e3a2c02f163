create function masking.switch_events(is_on boolean)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Nothing is written, and nobody waits, where it is so already.
  update public.event_switch s set is_on = switch_events.is_on where s.is_on <> switch_events.is_on;
end
$$;

comment on function masking.switch_events(boolean) is 'From now on events are stored, or are not.';

revoke all on function masking.switch_events(boolean) from public, anon, authenticated, service_role;
grant execute on function masking.switch_events(boolean) to maskline;
