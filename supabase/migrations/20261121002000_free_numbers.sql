create function masking.free_numbers(
  phone_hash text, country_code text, area_code text, mode text, geo_match text, geo_radius_km int)
returns table (number text, last_used_at timestamptz, pictures boolean, away int)
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_prefers constant boolean := free_numbers.geo_match = 'prefer_area_code';
  -- As text, since the planner guesses that half of the numbers pass a boolean, and nearly all an inequality.
  v_within constant text := case when free_numbers.geo_match in ('area_code', 'overlay', 'radius') then 'area' else 'everywhere' end;
  v_near jsonb;
begin
  if free_numbers.geo_match in ('prefer_area_code', 'overlay', 'radius') then
    v_near := masking.near_area_codes(free_numbers.area_code, case free_numbers.geo_match
      when 'overlay' then 0
      when 'radius' then free_numbers.geo_radius_km end);
  end if;

  return query
  with had as (
    select p.proxy_number, max(p.joined_at) as last_used_at, bool_or(p.released_at is null) as held
    from public.phone_conversation_participants p
    where p.phone_hash = free_numbers.phone_hash
    group by p.proxy_number
  )
  select n.number, h.last_used_at, n.mms and free_numbers.mode <> 'voice',
         case
           when not v_prefers or n.area_code = free_numbers.area_code then 0
           -- Farther than the other side of the earth: nobody knows how far.
           else coalesce(1 + (v_near ->> n.area_code)::int, 30000)
         end
  from public.phone_number_pool n
  left join had h on h.proxy_number = n.number
  where n.status = 'active' and not n.reserved
    and (n.sms or free_numbers.mode = 'voice')
    and (n.voice or free_numbers.mode = 'message')
    and (free_numbers.geo_match = 'any' or n.country_code = free_numbers.country_code)
    and (v_within <> 'area' or n.area_code is not distinct from free_numbers.area_code or v_near ? n.area_code)
    and h.held is not true;
end
$$;

comment on function masking.free_numbers(text, text, text, text, text, int) is
  'The pool numbers that this person may get now, with the time at which this person last got each, whether pictures go with texts of such '
  'a conversation, and how far it is from the preferred area code: 0 of that code (or none is preferred), else one more than '
  'the kilometres. Reserved ones are nobody''s who does not name them.';

revoke all on function masking.free_numbers(text, text, text, text, text, int) from public, anon, authenticated, service_role;
