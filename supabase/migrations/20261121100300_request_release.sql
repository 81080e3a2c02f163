create function masking.request_release(number text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_number public.phone_number_pool;
begin
  update public.phone_number_pool n
  set status = case n.status when 'active' then 'draining' else n.status end,
      release_requested_at = coalesce(n.release_requested_at, request_release.now),
      updated_at = request_release.now
  where n.number = request_release.number and n.released_at is null
  returning n.* into v_number;
  if not found then
    raise exception 'No such pool number' using errcode = 'MSKNN';
  end if;
  return to_jsonb(v_number) - 'phone_hash';
end
$$;

comment on function masking.request_release(text, timestamptz) is
  'From now on the number is not lent any more, and once nobody holds it the sweep gives it back to the carrier. MSKNN: no such number.';

revoke all on function masking.request_release(text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.request_release(text, timestamptz) to maskline;
