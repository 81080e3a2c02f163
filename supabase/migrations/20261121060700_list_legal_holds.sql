create function masking.list_legal_holds(
  max_count int,
  before_created_at timestamptz default 'infinity', before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff')
returns setof jsonb
language sql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
  select to_jsonb(h) - 'phone_hash' - 'phone_encrypted'
  from public.legal_holds h
  where (h.created_at, h.id) < (list_legal_holds.before_created_at, list_legal_holds.before_id)
  order by h.created_at desc, h.id desc
  limit list_legal_holds.max_count;
$$;

comment on function masking.list_legal_holds(int, timestamptz, uuid) is 'Legal holds, newest first, those before the cursor.';

revoke all on function masking.list_legal_holds(int, timestamptz, uuid) from public, anon, authenticated, service_role;
grant execute on function masking.list_legal_holds(int, timestamptz, uuid) to maskline;
