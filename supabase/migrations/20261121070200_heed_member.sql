create function masking.heed_member(
  conversation public.phone_conversations, participant_id uuid, keyword text, notice_encrypted jsonb, now timestamptz)
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
begin
  if keyword in ('mute', 'leave') then
    -- Who holds a conversation waits for no forward. What somebody else has locked is on its way already.
    update public.sms_forwards f
    set status = 'suppressed'
    where f.id in (
      select waiting.id from public.sms_forwards waiting
      where waiting.conversation_id = (conversation).id and waiting.recipient_participant_id = heed_member.participant_id
        and waiting.status = 'queued'
      for update skip locked);
  end if;

  if keyword <> 'leave' then
    update public.phone_conversation_participants p
    set muted_at = case when keyword = 'mute' then heed_member.now end
    where p.id = heed_member.participant_id;
    return '[]';
  end if;

  perform masking.end_seat(conversation, heed_member.participant_id, heed_member.now);
  perform masking.relay_message(
    (conversation).id, heed_member.participant_id, heed_member.participant_id, 'outbound', null,
    masking.in_language(heed_member.notice_encrypted, (conversation).language), '[]', 1, heed_member.now, label_joint => ' ');
  return masking.claim_forwards(array[(conversation).id], heed_member.now);
end
$$;

comment on function masking.heed_member(public.phone_conversations, uuid, text, jsonb, timestamptz) is
  'Somebody in a locked, live group said mute, unmute or leave: what waits for this person is suppressed, and after leave the '
  'others get the notice, behind the label. Returns the claims of that.';

revoke all on function masking.heed_member(public.phone_conversations, uuid, text, jsonb, timestamptz) from public, anon, authenticated, service_role;
