create function masking.lift_legal_hold(actor text, hold_id uuid, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_subject text;
begin
  delete from public.legal_holds h where h.id = lift_legal_hold.hold_id returning h.subject into v_subject;
  if not found then
    raise exception 'No such legal hold' using errcode = 'MSKLN';
  end if;
  perform masking.record_access(
    lift_legal_hold.actor, 'lift_legal_hold', v_subject, jsonb_build_object('hold_id', lift_legal_hold.hold_id), lift_legal_hold.now);
end
$$;

comment on function masking.lift_legal_hold(text, uuid, timestamptz) is 'Ends a legal hold. MSKLN: there is none.';

revoke all on function masking.lift_legal_hold(text, uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.lift_legal_hold(text, uuid, timestamptz) to maskline;
