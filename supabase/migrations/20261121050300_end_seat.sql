create function masking.end_seat(conversation public.phone_conversations, participant_id uuid, now timestamptz)
returns boolean
language plpgsql security definer
set search_path = ''
as $$
begin
  -- One person alone has nobody to talk to.
  if cardinality(masking.seated_people((conversation).id)) <= 2 then
    perform masking.close_conversation((conversation).id, 'participant', end_seat.now);
    return true;
  end if;

  update public.phone_conversation_participants p
  set left_at = end_seat.now, cooldown_until = coalesce(p.cooldown_until, end_seat.now + (conversation).cooldown)
  where p.id = end_seat.participant_id;
  perform masking.describe_people((conversation).id);
  return false;
end
$$;

comment on function masking.end_seat(public.phone_conversations, uuid, timestamptz) is
  'Ends one seat of a locked conversation, whose binding cools down; with two seats left it ends the conversation, and says so.';

revoke all on function masking.end_seat(public.phone_conversations, uuid, timestamptz) from public, anon, authenticated, service_role;
