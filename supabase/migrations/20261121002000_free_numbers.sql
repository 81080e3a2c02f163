create function masking.free_numbers(phone_hash text, country_code text, area_code text, mode text, geo_match text)
returns table (number text, last_used_at timestamptz)
language sql stable security definer
set search_path = ''
as $$
  select n.number, l.joined_at
  from public.phone_number_pool n
  left join lateral (
    select p.joined_at
    from public.phone_conversation_participants p
    where p.phone_hash = free_numbers.phone_hash and p.proxy_number = n.number
    order by p.joined_at desc
    limit 1
  ) l on true
  where n.status = 'active'
    and (n.sms or free_numbers.mode = 'voice')
    and (n.voice or free_numbers.mode = 'message')
    and (free_numbers.geo_match = 'any' or n.country_code = free_numbers.country_code)
    and (free_numbers.geo_match <> 'area_code' or n.area_code is not distinct from free_numbers.area_code)
    and not exists (
      select from public.phone_conversation_participants held
      where held.proxy_number = n.number and held.phone_hash = free_numbers.phone_hash and held.released_at is null
    );
$$;

comment on function masking.free_numbers(text, text, text, text, text) is
  'The pool numbers that this person may get now, with the time at which this person last got each.';

revoke all on function masking.free_numbers(text, text, text, text, text) from public, anon, authenticated, service_role;
