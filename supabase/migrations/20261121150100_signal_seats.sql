create function masking.signal_seats(conversation_id uuid, kind text, participant_ids uuid[] default null)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  perform masking.signal_user(u.user_id, signal_seats.kind, signal_seats.conversation_id)
  from (
    select distinct p.user_id
    from public.phone_conversation_participants p
    where p.conversation_id = signal_seats.conversation_id and p.user_id is not null and p.left_at is null
      and (signal_seats.participant_ids is null or p.id = any (signal_seats.participant_ids))
  ) u;
end
$$;

comment on function masking.signal_seats(uuid, text, uuid[]) is
  'Signals a change to every user with a seat in the conversation, or with one of these seats.';

revoke all on function masking.signal_seats(uuid, text, uuid[]) from public, anon, authenticated, service_role;
