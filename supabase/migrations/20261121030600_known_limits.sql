create function masking.known_limits(limits jsonb)
returns jsonb
language sql security definer
set search_path = ''
as $$
  select jsonb_agg(
    case when l.value ->> 'id' not like 'phone\_hash:%|%' then l.value
         else l.value || jsonb_build_object('id', replace(
           l.value ->> 'id', split_part(l.value ->> 'id', ':', 2), masking.known_phone_hash(split_part(l.value ->> 'id', ':', 2))))
    end order by l.ordinality)
  from jsonb_array_elements(known_limits.limits) with ordinality l;
$$;

comment on function masking.known_limits(jsonb) is
  'The limits [{id, …}] with the hash in each phone_hash:<hash>:<action> as masking.known_phone_hash answers it.';

revoke all on function masking.known_limits(jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.known_limits(jsonb) to maskline;
