create function masking.ask_about_call(
  call_id uuid, to_number text, from_hash text, max_seconds int, now timestamptz default now())
returns table (asks_since timestamptz, plan jsonb)
language plpgsql security definer
set search_path = ''
as $$
declare
  v_call public.phone_calls;
begin
  select c.* into v_call from public.phone_calls c where c.id = ask_about_call.call_id;
  if v_call.outcome is distinct from 'no_conversation' then
    plan := masking.call_plan(ask_about_call.call_id, ask_about_call.max_seconds, ask_about_call.now) || '{"repeated": true}';
  elsif v_call.ended_at is null
    and masking.may_ask_about(ask_about_call.to_number, ask_about_call.from_hash, ask_about_call.now) then
    asks_since := v_call.created_at;
  end if;
  return next;
end
$$;

comment on function masking.ask_about_call(uuid, text, text, int, timestamptz) is
  'When the stranger called about whom the app is to be asked now, null where it is not to be; or the plan of masking.call_plan, where '
  'a repeated webhook has had the caller connected meanwhile.';

revoke all on function masking.ask_about_call(uuid, text, text, int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.ask_about_call(uuid, text, text, int, timestamptz) to maskline;
