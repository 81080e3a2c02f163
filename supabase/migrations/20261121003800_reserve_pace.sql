create function masking.reserve_pace(number text, segments int, now timestamptz)
returns interval
language plpgsql security definer
set search_path = ''
as $$
declare
  v_pace numeric;
  v_takes interval;
  v_next timestamptz;
begin
  select n.segments_per_second into v_pace from public.phone_number_pool n where n.number = reserve_pace.number;
  v_takes := make_interval(secs => (reserve_pace.segments / v_pace)::float8);

  -- Whoever claims a text waits for its turn, but not for longer than ten seconds: the others stay in the outbox.
  insert into public.phone_number_pace as p (number, next_send_at)
  values (reserve_pace.number, reserve_pace.now + v_takes)
  on conflict on constraint phone_number_pace_pkey do update
    set next_send_at = greatest(p.next_send_at, reserve_pace.now) + v_takes
    where p.next_send_at <= reserve_pace.now + interval '10 s'
  returning p.next_send_at into v_next;
  return case when v_next is not null then greatest(v_next - v_takes - reserve_pace.now, interval '0') end;
end
$$;

comment on function masking.reserve_pace(text, int, timestamptz) is
  'How long to wait for a turn to send so many segments from this number; null when its turn is too far off to wait for.';

revoke all on function masking.reserve_pace(text, int, timestamptz) from public, anon, authenticated, service_role;
