create function masking.remove_participant(
  conversation_id uuid, participant_id uuid, viewer_id uuid, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_conversation public.phone_conversations;
begin
  v_conversation := masking.lock_conversation(remove_participant.conversation_id, remove_participant.viewer_id);
  if not exists (
    select from public.phone_conversation_participants p
    where p.id = remove_participant.participant_id and p.conversation_id = v_conversation.id and p.left_at is null
      and (remove_participant.viewer_id is null or p.user_id = remove_participant.viewer_id)
  ) then
    raise exception 'No such participant' using errcode = 'MSKPN';
  end if;

  perform masking.end_seat(v_conversation, remove_participant.participant_id, remove_participant.now);
end
$$;

comment on function masking.remove_participant(uuid, uuid, uuid, timestamptz) is
  'Ends one seat, whose binding cools down; with two seats left it ends the conversation. A viewer may only leave. MSKCN, MSKPN.';

revoke all on function masking.remove_participant(uuid, uuid, uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.remove_participant(uuid, uuid, uuid, timestamptz) to maskline;
