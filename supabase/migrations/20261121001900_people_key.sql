create function masking.people_key(phone_hashes text[])
returns text
language plpgsql immutable security definer
set search_path = ''
as $$
begin
  return encode(sha256(convert_to(string_agg(h, ',' order by h), 'UTF8')), 'hex')
  from unnest(people_key.phone_hashes) h;
end
$$;

comment on function masking.people_key(text[]) is 'The same digest for the same set of people, in any order.';

revoke all on function masking.people_key(text[]) from public, anon, authenticated, service_role;
