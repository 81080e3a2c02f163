create function masking.bodies_under_key(key_id text, max_count int)
returns table (id uuid, body_encrypted text)
language sql stable security definer
set search_path = ''
as $$
  select m.id, m.body_encrypted
  from public.sms_messages m
  where m.body_encrypted is not null and split_part(m.body_encrypted, '.', 2) = bodies_under_key.key_id
  limit bodies_under_key.max_count;
$$;

comment on function masking.bodies_under_key(text, int) is 'Texts that are stored under this key; at most max_count.';

revoke all on function masking.bodies_under_key(text, int) from public, anon, authenticated, service_role;
grant execute on function masking.bodies_under_key(text, int) to maskline;
