create function masking.move_seats(
  conversation public.phone_conversations, pool_number public.phone_number_pool, geo_match text, geo_radius_km int, overlap interval,
  notice_encrypted jsonb, now timestamptz)
returns boolean
language plpgsql security definer
set search_path = ''
as $$
declare
  v_seat_ids uuid[];
  v_people jsonb;
  v_numbers text[];
begin
  select array_agg(p.id order by p.position),
         jsonb_agg(jsonb_build_object(
           'phone_hash', p.phone_hash,
           'country_code', (pool_number).country_code,
           'area_code', (pool_number).area_code) order by p.position)
  into v_seat_ids, v_people
  from public.phone_conversation_participants p
  where p.conversation_id = (conversation).id and p.proxy_number = (pool_number).number
    and p.left_at is null;
  if v_seat_ids is null then
    return false;
  end if;

  v_numbers := masking.allocate_numbers(v_people, (conversation).mode, move_seats.geo_match, move_seats.now,
    geo_radius_km => move_seats.geo_radius_km);
  update public.phone_conversation_participants p
  set proxy_number = v_numbers[array_position(v_seat_ids, p.id)]
  where p.id = any (v_seat_ids);

  -- The old pair stays held, so that what is still texted to it reaches the seat and nobody else.
  insert into public.phone_conversation_participants (
    conversation_id, user_id, label, phone_hash, phone_encrypted, proxy_number, joined_at, left_at, cooldown_until, moved_to)
  select p.conversation_id, p.user_id, p.label, p.phone_hash, p.phone_encrypted, (pool_number).number, p.joined_at,
         move_seats.now,
         move_seats.now + coalesce(move_seats.overlap, greatest((conversation).cooldown, interval '1 day')), p.id
  from public.phone_conversation_participants p
  where p.id = any (v_seat_ids);
  perform masking.describe_people((conversation).id);

  if (conversation).mode <> 'voice' then
    perform masking.notify_participant(s.id, move_seats.notice_encrypted, move_seats.now) from unnest(v_seat_ids) as s(id);
  end if;
  return true;
end
$$;

comment on function masking.move_seats(
  public.phone_conversations, public.phone_number_pool, text, int, interval, jsonb, timestamptz) is
  'Gives the seats of this locked conversation that have this number another one that matches it (geo_match), and '
  'each of these people the notice. For the overlap (its cooldown, a day at least) the old number leads to the same seats. False when '
  'there are none. MSKPE: no free number, and nothing has changed.';

revoke all on function masking.move_seats(
  public.phone_conversations, public.phone_number_pool, text, int, interval, jsonb, timestamptz) from public, anon, authenticated, service_role;
