create function masking.take_rate_limit(id text, window_seconds int, now timestamptz default now())
returns public.rate_limits
language plpgsql security definer
set search_path = ''
as $$
declare
  v_limit public.rate_limits;
begin
  insert into public.rate_limits as r (id, count, window_start, created_at, updated_at)
  values (take_rate_limit.id, 1, take_rate_limit.now, take_rate_limit.now, take_rate_limit.now)
  on conflict on constraint rate_limits_pkey do update set
    count        = case when r.window_start + make_interval(secs => take_rate_limit.window_seconds) <= excluded.window_start
                     then 1 else r.count + 1 end,
    window_start = case when r.window_start + make_interval(secs => take_rate_limit.window_seconds) <= excluded.window_start
                     then excluded.window_start else r.window_start end,
    updated_at   = excluded.updated_at
  returning r.* into v_limit;
  return v_limit;
end
$$;

comment on function masking.take_rate_limit(text, int, timestamptz) is
  'Counts one use of a limit in its fixed window; whoever asks compares the count with what is allowed.';

revoke all on function masking.take_rate_limit(text, int, timestamptz) from public, anon, authenticated, service_role;
