create function masking.near_area_codes(area_code text, radius_km int)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_object_agg(near.code, near.km)
    from (
      select code, min(apart.km) as km
      from public.numbering_areas here
      cross join public.numbering_areas there
      -- The haversine formula; 6371 km is the earth's mean radius.
      cross join lateral (
        select round(2 * 6371 * asin(least(1, sqrt(
          power(sind((there.latitude - here.latitude) / 2), 2)
          + cosd(here.latitude) * cosd(there.latitude) * power(sind((there.longitude - here.longitude) / 2), 2)))))::int as km
      ) apart
      cross join lateral unnest(there.area_codes) as code
      where here.area_codes @> array[near_area_codes.area_code]
        and (near_area_codes.radius_km is null or apart.km <= near_area_codes.radius_km)
      group by code) near);
end
$$;

comment on function masking.near_area_codes(text, int) is
  'The area codes within so many kilometres (null: all) of the areas that this one serves, itself included, with the kilometres between: '
  '{code: km}. Radius 0: those that serve the same area. Null when the code is in no known area.';

revoke all on function masking.near_area_codes(text, int) from public, anon, authenticated, service_role;
