-- One statement for all the limits that a request is under, so that they are counted together and in one order.
create function masking.take_rate_limits(limits jsonb, now timestamptz default now())
returns table (id text, allowed boolean, max integer, remaining integer, resets_at timestamptz)
language plpgsql security definer
set search_path = ''
as $$
begin
  return query
  with asked as (
    select a.id, a.max, make_interval(secs => a.window_seconds) as period
    from jsonb_to_recordset(take_rate_limits.limits) as a(id text, max integer, window_seconds integer)
  ),
  taken as (
    insert into public.rate_limits as r (id, count, window_start, created_at, updated_at)
    select a.id, 1, take_rate_limits.now, take_rate_limits.now, take_rate_limits.now
    from asked a
    order by a.id
    on conflict on constraint rate_limits_pkey do update set
      (count, window_start) = (
        select case when r.window_start + a.period <= excluded.window_start then 1 else r.count + 1 end,
               case when r.window_start + a.period <= excluded.window_start then excluded.window_start else r.window_start end
        from asked a where a.id = excluded.id
      ),
      updated_at = excluded.updated_at
    returning r.id, r.count, r.window_start
  )
  select t.id, t.count <= a.max, a.max, greatest(a.max - t.count, 0), t.window_start + a.period
  from taken t join asked a on a.id = t.id;
end
$$;

comment on function masking.take_rate_limits(jsonb, timestamptz) is
  'Counts one use of each limit [{id, max, window_seconds}] in its fixed window, and says what is left.';

revoke all on function masking.take_rate_limits(jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.take_rate_limits(jsonb, timestamptz) to maskline;
