create function masking.pool_history(reach interval, step interval, now timestamptz default now())
returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
begin
  return (
    with points as (
      select p.at from pg_catalog.generate_series(pool_history.now - pool_history.reach, pool_history.now, pool_history.step) as p (at)
    ),
    held as (
      select n.country_code, p.at, s.phone_hash, count(*) as held
      from public.phone_conversation_participants s
      join public.phone_number_pool n on n.number = s.proxy_number
      join points p on p.at >= s.joined_at and (s.released_at is null or p.at < s.released_at)
      where s.released_at is null or s.released_at > pool_history.now - pool_history.reach
      group by n.country_code, p.at, s.phone_hash
    ),
    load as (
      select h.country_code, h.at, sum(h.held) as bindings_held,
             -- Who has been erased is not known any more: such seats are not one person's.
             max(h.held) filter (where h.phone_hash is not null) as busiest
      from held h
      group by h.country_code, h.at
    ),
    numbers as (
      select n.country_code, p.at, count(*) filter (where n.status = 'active' and not n.reserved and n.created_at <= p.at) as active
      from public.phone_number_pool n cross join points p
      group by n.country_code, p.at
    ),
    countries as (
      select n.country_code, jsonb_agg(
        jsonb_build_object(
          'at', n.at,
          'active', n.active,
          'bindings_held', coalesce(l.bindings_held, 0),
          'busiest_person_holds', coalesce(l.busiest, 0),
          'capacity_left', greatest(n.active - coalesce(l.busiest, 0), 0))
        order by n.at) as points
      from numbers n left join load l using (country_code, at)
      group by n.country_code
    )
    select jsonb_build_object('countries', coalesce(jsonb_agg(
      jsonb_build_object('country_code', c.country_code, 'points', c.points) order by c.country_code), '[]'))
    from countries c);
end
$$;

comment on function masking.pool_history(interval, interval, timestamptz) is
  'What pool_report says, at every step of the time that has been, read off the seats. active counts the numbers of today that '
  'were there then: since when a number is drained or retired is not kept.';

revoke all on function masking.pool_history(interval, interval, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.pool_history(interval, interval, timestamptz) to maskline;
