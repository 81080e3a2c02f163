create function masking.look_up_opt_out(phone_hash text, subject text, actor text, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_opt_out public.sms_opt_outs;
begin
  select o.* into v_opt_out from public.sms_opt_outs o where o.phone_hash = look_up_opt_out.phone_hash;
  perform masking.record_access(look_up_opt_out.actor, 'look_up_opt_out', look_up_opt_out.subject, '{}', look_up_opt_out.now);
  return jsonb_build_object('opted_out', v_opt_out.id is not null) || masking.opt_out_view(v_opt_out);
end
$$;

comment on function masking.look_up_opt_out(text, text, text, timestamptz) is
  'Whether this person has opted out, since when and how; all but opted_out is null when not. Asking is recorded.';

revoke all on function masking.look_up_opt_out(text, text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.look_up_opt_out(text, text, text, timestamptz) to maskline;
