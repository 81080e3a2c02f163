create function masking.expire_conversations(max_count int, now timestamptz default now())
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_closed int;
begin
  with expired as (
    select c.id, 'expired' as reason
    from public.phone_conversations c
    where c.status = 'active' and c.expires_at <= expire_conversations.now
    order by c.expires_at
    limit expire_conversations.max_count
    for no key update skip locked
  ),
  idle as (
    select c.id, 'idle' as reason
    from public.phone_conversations c
    where c.status = 'active' and c.idle_at <= expire_conversations.now
      and coalesce(c.expires_at > expire_conversations.now, true)
    limit expire_conversations.max_count
    for no key update skip locked
  ),
  due as (
    select * from expired union all select * from idle
  )
  update public.phone_conversations c
  set status = 'closed', closed_at = expire_conversations.now, closed_reason = due.reason,
      next_release_at = least(c.next_release_at, expire_conversations.now + c.cooldown)
  from due
  where c.id = due.id;
  get diagnostics v_closed = row_count;
  return v_closed;
end
$$;

comment on function masking.expire_conversations(int, timestamptz) is
  'Closes conversations whose time is up or that were idle too long; at most max_count of each. Runs side by side without harm.';

revoke all on function masking.expire_conversations(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.expire_conversations(int, timestamptz) to maskline;
