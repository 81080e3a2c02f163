create function masking.pool_report(now timestamptz default now())
returns jsonb
language sql stable security definer
set search_path = ''
as $$
  with held_now as (
    select n.country_code, p.phone_hash, count(*) as held
    from public.phone_conversation_participants p join public.phone_number_pool n on n.number = p.proxy_number
    where p.released_at is null
    group by n.country_code, p.phone_hash
  ),
  held_a_week_ago as (
    select n.country_code, p.phone_hash, count(*) as held
    from public.phone_conversation_participants p join public.phone_number_pool n on n.number = p.proxy_number
    where p.phone_hash is not null and p.joined_at <= pool_report.now - interval '7 days'
      and (p.released_at is null or p.released_at > pool_report.now - interval '7 days')
    group by n.country_code, p.phone_hash
  ),
  numbers as (
    select n.country_code,
           count(*) filter (where n.status = 'active' and not n.reserved) as active,
           count(*) filter (where n.status = 'draining') as draining,
           count(*) filter (where n.status = 'retired' and n.released_at is null) as retired,
           count(*) filter (where n.bad_since is not null and n.released_at is null) as bad,
           count(*) filter (where n.release_requested_at is not null and n.released_at is null) as to_release
    from public.phone_number_pool n
    group by n.country_code
  ),
  load as (
    select n.*,
           (select count(*) from public.phone_conversation_participants p
            join public.phone_number_pool d on d.number = p.proxy_number
            join public.phone_conversations c on c.id = p.conversation_id
            where d.country_code = n.country_code and d.status = 'draining'
              and p.released_at is null and p.left_at is null and c.status = 'active') as live_on_draining,
           coalesce((select sum(h.held) from held_now h where h.country_code = n.country_code), 0) as bindings_held,
           coalesce((select max(h.held) from held_now h where h.country_code = n.country_code), 0) as busiest,
           coalesce((select max(h.held) from held_a_week_ago h where h.country_code = n.country_code), 0) as busiest_a_week_ago
    from numbers n
  ),
  forecast as (
    select l.*, case when l.busiest > l.busiest_a_week_ago and l.busiest_a_week_ago > 0
      then ceil(l.busiest::numeric * l.busiest / l.busiest_a_week_ago) else l.busiest end as needed
    from load l
  )
  select jsonb_build_object('countries', coalesce(jsonb_agg(
    jsonb_build_object(
      'country_code', l.country_code,
      'active', l.active, 'draining', l.draining, 'retired', l.retired, 'bad', l.bad,
      'bindings_held', l.bindings_held,
      'busiest_person_holds', l.busiest,
      'capacity_left', greatest(l.active - l.busiest, 0),
      'numbers_needed', l.needed,
      'numbers_to_buy', greatest(l.needed - l.active, 0),
      'live_on_draining', l.live_on_draining,
      'to_release', l.to_release)
    order by l.country_code), '[]'))
  from forecast l;
$$;

comment on function masking.pool_report(timestamptz) is
  'Numbers and bindings by country. A pool is too small only when one person holds all of it, so capacity_left counts from the '
  'busiest person, and numbers_needed is what that person will hold in a week if the growth of the last week goes on. '
  'bad: numbers that the carrier sends nothing from. live_on_draining: seats that wait to be moved to another number.';

revoke all on function masking.pool_report(timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.pool_report(timestamptz) to maskline;
