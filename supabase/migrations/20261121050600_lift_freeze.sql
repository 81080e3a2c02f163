create function masking.lift_freeze(conversation_id uuid, actor text, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation public.phone_conversations;
begin
  v_conversation := masking.lock_conversation(lift_freeze.conversation_id, null);
  if v_conversation.frozen_at is null then
    raise exception 'The texts of this conversation are not frozen' using errcode = 'MSKFZ';
  end if;
  update public.phone_conversations c set frozen_at = null where c.id = v_conversation.id;
  perform masking.record_access(lift_freeze.actor, 'lift_freeze', v_conversation.id::text, '{}', lift_freeze.now);
end
$$;

comment on function masking.lift_freeze(uuid, text, timestamptz) is
  'The report has been dealt with: the texts are dropped by age again. MSKCN not found, MSKFZ not frozen.';

revoke all on function masking.lift_freeze(uuid, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.lift_freeze(uuid, text, timestamptz) to maskline;
