create function masking.count_opt_outs(now timestamptz default now())
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'total', count(*),
      'last_week', count(*) filter (where o.opted_out_at > count_opt_outs.now - interval '7 days'),
      'by_source', jsonb_build_object(
        'keyword', count(*) filter (where o.source = 'keyword'),
        'carrier', count(*) filter (where o.source = 'carrier'),
        'api', count(*) filter (where o.source = 'api')))
    from public.sms_opt_outs o);
end
$$;

comment on function masking.count_opt_outs(timestamptz) is 'How many people have opted out, in all and within the last week, and how.';

revoke all on function masking.count_opt_outs(timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.count_opt_outs(timestamptz) to maskline;
