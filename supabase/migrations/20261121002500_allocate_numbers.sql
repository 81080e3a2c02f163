create function masking.allocate_numbers(
  people jsonb, mode text, geo_match text, now timestamptz, sticky text default 'prefer', wanted text default null,
  geo_radius_km int default null)
returns text[]
language plpgsql security definer
set search_path = ''
as $$
declare
  v_hashes text[];
  v_unnamed jsonb;
  v_numbers text[];
  v_avoided text[] := '{}';
begin
  select array_agg(p.value ->> 'phone_hash' order by p.ordinality),
         jsonb_agg(p.value order by p.ordinality) filter (where p.value ->> 'proxy_number' is null)
  into v_hashes, v_unnamed
  from jsonb_array_elements(allocate_numbers.people) with ordinality p;

  if exists (select from public.phone_number_pool n where n.phone_hash = any (v_hashes)) then
    raise exception 'A pool number cannot be a participant' using errcode = 'MSKOW';
  end if;

  perform masking.lock_people(v_hashes);

  perform masking.release_cooled(v_hashes, allocate_numbers.now);

  if allocate_numbers.sticky = 'avoid' then
    v_avoided := masking.last_numbers(v_hashes);
  end if;

  loop
    if v_unnamed = allocate_numbers.people and allocate_numbers.sticky = 'avoid' then
      begin
        v_numbers := masking.choose_numbers(
          allocate_numbers.people, allocate_numbers.mode, allocate_numbers.geo_match, allocate_numbers.geo_radius_km,
          v_avoided, allocate_numbers.wanted);
      exception when sqlstate 'MSKPE' then
        -- What cools down for these people is better than nothing.
        v_numbers := masking.take_sticky_numbers(v_hashes, allocate_numbers.mode, allocate_numbers.now);
        if v_numbers is null then
          raise;
        end if;
      end;
    elsif v_unnamed = allocate_numbers.people then
      v_numbers := coalesce(
        masking.take_sticky_numbers(v_hashes, allocate_numbers.mode, allocate_numbers.now),
        masking.choose_numbers(
          allocate_numbers.people, allocate_numbers.mode, allocate_numbers.geo_match, allocate_numbers.geo_radius_km,
          v_avoided, allocate_numbers.wanted));
    else
      perform masking.require_free_number(p.value ->> 'proxy_number', p.value ->> 'phone_hash', allocate_numbers.mode)
      from jsonb_array_elements(allocate_numbers.people) p where p.value ->> 'proxy_number' is not null;
      v_numbers := case when v_unnamed is not null
        then masking.choose_numbers(
          v_unnamed, allocate_numbers.mode, allocate_numbers.geo_match, allocate_numbers.geo_radius_km,
          v_avoided, allocate_numbers.wanted) end;
      select array_agg(coalesce(p.value ->> 'proxy_number', v_numbers[p.place]) order by p.ordinality) into v_numbers
      from (
        select seat.value, seat.ordinality,
               count(*) filter (where seat.value ->> 'proxy_number' is null) over (order by seat.ordinality) as place
        from jsonb_array_elements(allocate_numbers.people) with ordinality seat) p;
    end if;

    -- Held until the commit, so that a number cannot be retired between its choice and its binding.
    perform from public.phone_number_pool n where n.number = any (v_numbers) for share;
    exit when not exists (
      select from public.phone_number_pool n where n.number = any (v_numbers) and n.status <> 'active');
  end loop;
  return v_numbers;
end
$$;

comment on function masking.allocate_numbers(jsonb, text, text, timestamptz, text, text, int) is
  'A number for each of the people [{phone_hash, country_code, area_code, proxy_number}], in their order, which no one else can take '
  'before the commit: the one that is named, where one is. sticky: prefer those that these people had last, or avoid them while others are free. wanted: what the rest should get if it is free for all of them. MSKPE as masking.choose_numbers; MSKNN, MSKNT as '
  'masking.require_free_number; MSKOW when one of the people is a number of ours.';

revoke all on function masking.allocate_numbers(jsonb, text, text, timestamptz, text, text, int) from public, anon, authenticated, service_role;
