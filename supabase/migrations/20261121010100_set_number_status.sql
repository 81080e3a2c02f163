create function masking.set_number_status(number text, status text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_number public.phone_number_pool;
begin
  select n.* into v_number from public.phone_number_pool n where n.number = set_number_status.number for update;
  if not found or v_number.released_at is not null then
    raise exception 'No such pool number' using errcode = 'MSKNN';
  elsif v_number.status = 'retired' and v_number.release_requested_at is not null then
    raise exception 'The number is being given back to the carrier' using errcode = 'MSKNN';
  elsif set_number_status.status = 'retired' and exists (
    select from public.phone_conversation_participants p
    where p.proxy_number = v_number.number and p.released_at is null
  ) then
    raise exception 'The number is still lent or cooling down' using errcode = 'MSKNU';
  end if;

  update public.phone_number_pool n
  set status = set_number_status.status, updated_at = set_number_status.now,
      release_requested_at = case when set_number_status.status <> 'active' then n.release_requested_at end,
      bad_since = case when set_number_status.status <> 'active' then n.bad_since end,
      bad_code = case when set_number_status.status <> 'active' then n.bad_code end
  where n.number = v_number.number
  returning n.* into v_number;
  return to_jsonb(v_number) - 'phone_hash';
end
$$;

comment on function masking.set_number_status(text, text, timestamptz) is
  'active: lent; draining: not lent anew; retired: no longer used. active also takes a request for its release back, and that it is bad. MSKNN: no such number. MSKNU: still lent or cooling down.';

revoke all on function masking.set_number_status(text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.set_number_status(text, text, timestamptz) to maskline;
