create function masking.list_opt_outs(
  max_count int, before_opted_out_at timestamptz default 'infinity', before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff')
returns setof jsonb
language sql stable security definer
set search_path = ''
as $$
  select masking.opt_out_view(o)
  from public.sms_opt_outs o
  where (o.opted_out_at, o.id) < (list_opt_outs.before_opted_out_at, list_opt_outs.before_id)
  order by o.opted_out_at desc, o.id desc
  limit list_opt_outs.max_count;
$$;

comment on function masking.list_opt_outs(int, timestamptz, uuid) is 'Newest first, those before the cursor.';

revoke all on function masking.list_opt_outs(int, timestamptz, uuid) from public, anon, authenticated, service_role;
grant execute on function masking.list_opt_outs(int, timestamptz, uuid) to maskline;
