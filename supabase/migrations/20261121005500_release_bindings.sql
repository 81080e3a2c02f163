create function masking.release_bindings(max_count int, now timestamptz default now())
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_released int;
begin
  update public.phone_conversation_participants p
  set released_at = release_bindings.now
  where p.id in (
    select cooled.id
    from public.phone_conversation_participants cooled
    where cooled.released_at is null and cooled.cooldown_until <= release_bindings.now
    order by cooled.cooldown_until
    limit release_bindings.max_count
    for update skip locked);
  get diagnostics v_released = row_count;
  return v_released;
end
$$;

comment on function masking.release_bindings(int, timestamptz) is 'Sets bindings free whose cooldown is over; at most max_count.';

revoke all on function masking.release_bindings(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.release_bindings(int, timestamptz) to maskline;
