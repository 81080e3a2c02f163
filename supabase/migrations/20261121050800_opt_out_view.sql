create function masking.opt_out_view(opt_out public.sms_opt_outs)
returns jsonb
language sql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
  select jsonb_build_object('id', (opt_out).id, 'opted_out_at', (opt_out).opted_out_at, 'source', (opt_out).source);
$$;

comment on function masking.opt_out_view(public.sms_opt_outs) is 'An opt-out as the API shows it: nothing that tells whose.';

revoke all on function masking.opt_out_view(public.sms_opt_outs) from public, anon, authenticated, service_role;
