create function masking.mentioned_seat(conversation public.phone_conversations, sender_participant_id uuid, mention jsonb)
returns uuid
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if mention is null or not (conversation).is_group then
    return null;
  end if;
  return (
    select p.id
    from public.phone_conversation_participants p
    where p.conversation_id = (conversation).id and p.left_at is null
      and p.id is distinct from mentioned_seat.sender_participant_id
      and mention -> 'digests' ? encode(sha256(convert_to((mention ->> 'salt') || p.label_key, 'UTF8')), 'hex')
    order by char_length(p.label_key) desc
    limit 1);
end
$$;

comment on function masking.mentioned_seat(public.phone_conversations, uuid, jsonb) is
  'The seat in a group that a text names by "@label"; null when it names none. mention is {salt, digests}: what may be the label in '
  'the text, as SHA-256 of the salt and it, so that no word of a text is told here.';

revoke all on function masking.mentioned_seat(public.phone_conversations, uuid, jsonb) from public, anon, authenticated, service_role;
