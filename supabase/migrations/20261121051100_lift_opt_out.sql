create function masking.lift_opt_out(opt_out_id uuid, actor text, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_lifted public.sms_opt_outs;
begin
  delete from public.sms_opt_outs o where o.id = lift_opt_out.opt_out_id returning o.* into v_lifted;
  if not found then
    raise exception 'No such opt-out' using errcode = 'MSKON';
  end if;
  perform masking.record_access(
    lift_opt_out.actor, 'lift_opt_out', v_lifted.id::text, masking.opt_out_view(v_lifted), lift_opt_out.now);
end
$$;

comment on function masking.lift_opt_out(uuid, text, timestamptz) is
  'Lets a person be texted again, as START does; the carrier''s own block stays. MSKON: no such opt-out.';

revoke all on function masking.lift_opt_out(uuid, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.lift_opt_out(uuid, text, timestamptz) to maskline;
