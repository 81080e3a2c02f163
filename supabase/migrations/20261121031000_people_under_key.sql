create function masking.people_under_key(key_id text, max_count int)
returns table (phone_hash text, phone_encrypted text, number text)
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return query
  select distinct on (stored.phone_hash) stored.phone_hash, stored.phone_encrypted, stored.number
  from (
    (select p.phone_hash, p.phone_encrypted, null as number from public.phone_conversation_participants p
     where split_part(p.phone_hash, '.', 1) = people_under_key.key_id and p.phone_encrypted is not null
        or split_part(p.phone_encrypted, '.', 2) = people_under_key.key_id
     limit people_under_key.max_count)
    union all
    (select u.phone_hash, u.phone_encrypted, null from public.user_phone_numbers u
     where split_part(u.phone_hash, '.', 1) = people_under_key.key_id
        or split_part(u.phone_encrypted, '.', 2) = people_under_key.key_id
     limit people_under_key.max_count)
    union all
    (select o.phone_hash, o.phone_encrypted, null from public.sms_opt_outs o
     where split_part(o.phone_hash, '.', 1) = people_under_key.key_id and o.phone_encrypted is not null
        or split_part(o.phone_encrypted, '.', 2) = people_under_key.key_id
     limit people_under_key.max_count)
    union all
    (select b.blocker_hash, b.blocker_encrypted, null from public.phone_blocks b
     where split_part(b.blocker_hash, '.', 1) = people_under_key.key_id and b.blocker_encrypted is not null
     limit people_under_key.max_count)
    union all
    (select b.blocked_hash, b.blocked_encrypted, null from public.phone_blocks b
     where split_part(b.blocked_hash, '.', 1) = people_under_key.key_id and b.blocked_encrypted is not null
     limit people_under_key.max_count)
    union all
    (select h.phone_hash, h.phone_encrypted, null from public.legal_holds h
     where split_part(h.phone_hash, '.', 1) = people_under_key.key_id
     limit people_under_key.max_count)
    union all
    (select a.phone_hash, a.phone_encrypted, null from public.stranger_asks a
     where split_part(a.phone_hash, '.', 1) = people_under_key.key_id
        or split_part(a.phone_encrypted, '.', 2) = people_under_key.key_id
     limit people_under_key.max_count)
    union all
    (select n.phone_hash, null, n.number from public.phone_number_pool n
     where split_part(n.phone_hash, '.', 1) = people_under_key.key_id
     limit people_under_key.max_count)
  ) stored
  order by stored.phone_hash, stored.number
  limit people_under_key.max_count;
end
$$;

comment on function masking.people_under_key(text, int) is
  'People, and pool numbers (number), of whom something is stored under this key; at most max_count. '
  'An erased person''s opt-out or block, a hash without a number, cannot be brought under another.';

revoke all on function masking.people_under_key(text, int) from public, anon, authenticated, service_role;
grant execute on function masking.people_under_key(text, int) to maskline;
