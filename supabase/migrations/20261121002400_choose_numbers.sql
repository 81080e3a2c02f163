create function masking.choose_numbers(
  people jsonb, mode text, geo_match text, geo_radius_km int, avoided text[], wanted text)
returns text[]
language plpgsql security definer
set search_path = ''
as $$
declare
  v_count constant int := jsonb_array_length(choose_numbers.people);
  v_person record;
  v_number text;
  v_numbers text[];
begin
  select f.number into v_number
  from jsonb_to_recordset(choose_numbers.people) as p(phone_hash text, country_code text, area_code text)
  cross join lateral masking.free_numbers(
    p.phone_hash, p.country_code, p.area_code, choose_numbers.mode, choose_numbers.geo_match, choose_numbers.geo_radius_km) f
  where f.number <> all (choose_numbers.avoided)
  group by f.number
  having count(*) = v_count
  -- What is of the preferred area code of most of them first, then what is nearest to all, then what can send pictures.
  order by f.number is not distinct from choose_numbers.wanted desc, count(*) filter (where f.away = 0) desc, sum(f.away),
           bool_and(f.pictures) desc, max(f.last_used_at) nulls first, random()
  limit 1;
  if found then
    return array_fill(v_number, array[v_count]);
  end if;

  for v_person in
    select p.value ->> 'phone_hash' as phone_hash, p.value ->> 'country_code' as country_code, p.value ->> 'area_code' as area_code
    from jsonb_array_elements(choose_numbers.people) with ordinality p
    order by p.ordinality
  loop
    select f.number into v_number
    from masking.free_numbers(v_person.phone_hash, v_person.country_code, v_person.area_code,
                              choose_numbers.mode, choose_numbers.geo_match, choose_numbers.geo_radius_km) f
    order by f.number = any (choose_numbers.avoided), f.away, f.pictures desc, f.last_used_at nulls first, random()
    limit 1;
    if not found then
      raise exception 'A participant holds every eligible number' using
        errcode = 'MSKPE',
        detail = coalesce(to_json(masking.next_free_at(v_person.phone_hash)) #>> '{}', '');
    end if;
    v_numbers := v_numbers || v_number;
  end loop;
  return v_numbers;
end
$$;

comment on function masking.choose_numbers(jsonb, text, text, int, text[], text) is
  'One number that is free for all of the people [{phone_hash, country_code, area_code}], the wanted one if that is, else one for each, in '
  'their order; one that is avoided only to who can get no other. MSKPE when somebody already holds every eligible number; its detail is the time at which one becomes free.';

revoke all on function masking.choose_numbers(jsonb, text, text, int, text[], text) from public, anon, authenticated, service_role;
