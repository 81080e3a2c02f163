create function masking.pool_history(reach interval, step interval, now timestamptz default now())
returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  since      timestamptz := pool_history.now - pool_history.reach;
  step_secs  double precision := extract(epoch from pool_history.step);
  last_point int := floor(extract(epoch from pool_history.reach) / step_secs);
begin
  return (
    with points as (
      select i, since + i * pool_history.step as at from pg_catalog.generate_series(0, last_point) i
    ),
    -- The points at which each seat was held: from its first one up to, and without, the one at which it was free.
    seats as (
      select n.country_code, s.phone_hash collate "C" as phone_hash,
             greatest(ceil(extract(epoch from s.joined_at - since)::double precision / step_secs), 0)::int as held_at,
             least(ceil(extract(epoch from s.released_at - since)::double precision / step_secs), last_point + 1)::int as free_at
      from public.phone_conversation_participants s
      join public.phone_number_pool n on n.number = s.proxy_number
      where s.joined_at <= pool_history.now and (s.released_at is null or s.released_at > since)
    ),
    changes as (
      select c.country_code, c.phone_hash, c.i, sum(c.change)::bigint as change
      from (
        select s.country_code, s.phone_hash, s.held_at as i, 1 as change from seats s where s.held_at < s.free_at
        union all
        select s.country_code, s.phone_hash, s.free_at, -1 from seats s where s.held_at < s.free_at and s.free_at <= last_point) c
      group by c.country_code, c.phone_hash, c.i
    ),
    held as materialized (
      select c.country_code, c.i, sum(sum(c.change)) over (partition by c.country_code order by c.i) as bindings
      from changes c
      group by c.country_code, c.i
    ),
    spans as (
      select c.country_code, c.phone_hash, c.i as held_at, sum(c.change) over person as held,
             coalesce(lead(c.i) over person, last_point + 1) as free_at
      from changes c
      window person as (partition by c.country_code, c.phone_hash order by c.i)
    ),
    -- However many people there are, there are few different spans between so many points. Both are asked at each of them.
    busiest as materialized (
      select s.country_code, s.held_at, s.free_at, max(s.held) as held
      from spans s
      -- Who has been erased is not known any more: such seats are not one person's.
      where s.phone_hash is not null
      group by s.country_code, s.held_at, s.free_at
    ),
    report as (
      select n.country_code, p.at,
             count(*) filter (where n.status = 'active' and n.created_at <= p.at) as active,
             coalesce((select h.bindings from held h where h.country_code = n.country_code and h.i <= p.i
                       order by h.i desc limit 1), 0) as bindings_held,
             coalesce((select max(b.held) from busiest b where b.country_code = n.country_code
                       and b.held_at <= p.i and p.i < b.free_at), 0) as busiest_person_holds
      from public.phone_number_pool n cross join points p
      group by n.country_code, p.i, p.at
    ),
    countries as (
      select r.country_code, jsonb_agg(
        jsonb_build_object(
          'at', r.at,
          'active', r.active,
          'bindings_held', r.bindings_held,
          'busiest_person_holds', r.busiest_person_holds,
          'capacity_left', greatest(r.active - r.busiest_person_holds, 0))
        order by r.at) as points
      from report r
      group by r.country_code
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
