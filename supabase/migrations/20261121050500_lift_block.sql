create function masking.lift_block(conversation_id uuid, actor text, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation public.phone_conversations;
  v_lifted int;
begin
  v_conversation := masking.lock_conversation(lift_block.conversation_id, null);
  delete from public.phone_blocks b where b.conversation_id = v_conversation.id;
  get diagnostics v_lifted = row_count;
  if v_lifted = 0 then
    raise exception 'Nobody is blocked by this conversation' using errcode = 'MSKBN';
  end if;
  update public.phone_conversations c set blocked_at = null where c.id = v_conversation.id;
  perform masking.record_access(
    lift_block.actor, 'lift_block', v_conversation.id::text, jsonb_build_object('lifted', v_lifted), lift_block.now);
end
$$;

comment on function masking.lift_block(uuid, text, timestamptz) is
  'Lets people be connected again who were barred in this conversation. MSKCN not found, MSKBN: nobody was.';

revoke all on function masking.lift_block(uuid, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.lift_block(uuid, text, timestamptz) to maskline;
