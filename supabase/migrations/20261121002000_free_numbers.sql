create function masking.free_numbers(phone_hash text, country_code text, area_code text, mode text, geo_match text)
returns table (number text, last_used_at timestamptz, pictures boolean, near boolean)
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return query
  with had as (
    select p.proxy_number, max(p.joined_at) as last_used_at, bool_or(p.released_at is null) as held
    from public.phone_conversation_participants p
    where p.phone_hash = free_numbers.phone_hash
    group by p.proxy_number
  )
  select n.number, h.last_used_at, n.mms and free_numbers.mode <> 'voice',
         coalesce(free_numbers.geo_match = 'prefer_area_code' and n.area_code = free_numbers.area_code, false)
  from public.phone_number_pool n
  left join had h on h.proxy_number = n.number
  where n.status = 'active' and not n.reserved
    and (n.sms or free_numbers.mode = 'voice')
    and (n.voice or free_numbers.mode = 'message')
    and (free_numbers.geo_match = 'any' or n.country_code = free_numbers.country_code)
    and (free_numbers.geo_match <> 'area_code' or n.area_code is not distinct from free_numbers.area_code)
    and h.held is not true;
end
$$;

comment on function masking.free_numbers(text, text, text, text, text) is
  'The pool numbers that this person may get now, with the time at which this person last got each, whether pictures '
  'go with texts of such a conversation, and whether it is of the preferred area code. Reserved ones are nobody''s who does not name them.';

revoke all on function masking.free_numbers(text, text, text, text, text) from public, anon, authenticated, service_role;
