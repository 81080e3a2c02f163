create function masking.allocate_numbers(people jsonb, mode text, geo_match text, now timestamptz)
returns text[]
language plpgsql security definer
set search_path = ''
as $$
declare
  v_hashes text[];
  v_numbers text[];
begin
  select array_agg(p.value ->> 'phone_hash' order by p.ordinality) into v_hashes
  from jsonb_array_elements(allocate_numbers.people) with ordinality p;

  if exists (select from public.phone_number_pool n where n.phone_hash = any (v_hashes)) then
    raise exception 'A pool number cannot be a participant' using errcode = 'MSKOW';
  end if;

  perform masking.lock_people(v_hashes);

  perform masking.release_cooled(v_hashes, allocate_numbers.now);

  loop
    v_numbers := coalesce(
      masking.take_sticky_numbers(v_hashes, allocate_numbers.mode, allocate_numbers.now),
      masking.choose_numbers(allocate_numbers.people, allocate_numbers.mode, allocate_numbers.geo_match));

    -- Held until the commit, so that a number cannot be retired between its choice and its binding.
    perform from public.phone_number_pool n where n.number = any (v_numbers) for share;
    exit when not exists (
      select from public.phone_number_pool n where n.number = any (v_numbers) and n.status <> 'active');
  end loop;
  return v_numbers;
end
$$;

comment on function masking.allocate_numbers(jsonb, text, text, timestamptz) is
  'A number for each of the people [{phone_hash, country_code, area_code}], in their order, which no one else can take '
  'before the commit. MSKPE as masking.choose_numbers; MSKOW when one of the people is a number of ours.';

revoke all on function masking.allocate_numbers(jsonb, text, text, timestamptz) from public, anon, authenticated, service_role;
