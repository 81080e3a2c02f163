-- All the limits that a request is under are counted together, in one order for everybody.
create function masking.take_rate_limits(limits jsonb, now timestamptz default now())
returns table (id text, allowed boolean, max integer, remaining integer, resets_at timestamptz)
language plpgsql security definer
set search_path = ''
as $$
begin
  return query
  select a.id, t.count <= a.max, a.max, greatest(a.max - t.count, 0), t.window_start + make_interval(secs => a.window_seconds)
  from (
    select asked.id, asked.max, asked.window_seconds
    from jsonb_to_recordset(take_rate_limits.limits) as asked(id text, max integer, window_seconds integer)
    order by asked.id
  ) a
  cross join lateral masking.take_rate_limit(a.id, a.window_seconds, take_rate_limits.now) t;
end
$$;

comment on function masking.take_rate_limits(jsonb, timestamptz) is
  'Counts one use of each limit [{id, max, window_seconds}] in its fixed window, and says what is left.';

revoke all on function masking.take_rate_limits(jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.take_rate_limits(jsonb, timestamptz) to maskline;
