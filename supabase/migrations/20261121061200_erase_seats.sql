create function masking.erase_seats(seat_ids uuid[], conversation_ids uuid[], user_id uuid, now timestamptz)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_left_ids uuid[];
begin
  v_left_ids := array(
    select p.conversation_id from public.phone_conversation_participants p
    where p.id = any (erase_seats.seat_ids) and p.left_at is null);
  update public.phone_conversation_participants p
  set user_id = null, label = null, phone_hash = null, phone_encrypted = null,
      left_at = coalesce(p.left_at, erase_seats.now),
      cooldown_until = coalesce(p.cooldown_until, erase_seats.now),
      released_at = coalesce(p.released_at, erase_seats.now)
  where p.id = any (erase_seats.seat_ids);

  -- Whom everybody has left has nobody to talk to. Whom nobody has joined yet stays.
  perform masking.close_conversation(c.id, 'erased', erase_seats.now)
  from public.phone_conversations c
  where c.id = any (v_left_ids)
    and (select count(*) < 2 from public.phone_conversation_participants p where p.conversation_id = c.id and p.left_at is null);

  update public.phone_conversations c set
    people_key    = '',
    masked_number = null,
    created_by    = case when c.created_by is distinct from erase_seats.user_id then c.created_by end,
    client_id     = case when c.status = 'active' and c.created_by is distinct from erase_seats.user_id then c.client_id end,
    friendly_name = case when c.status = 'active' then c.friendly_name end,
    announcement = case when c.status = 'active' then c.announcement end,
    metadata      = case when c.status = 'active' then c.metadata else '{}' end
  where c.id = any (erase_seats.conversation_ids);
  perform masking.describe_people(c) from unnest(erase_seats.conversation_ids) c;
end
$$;

comment on function masking.erase_seats(uuid[], uuid[], uuid, timestamptz) is
  'Takes the person out of these seats of these locked conversations. Where two others are left the conversation goes on; the rest '
  'ends, without its name and metadata.';

revoke all on function masking.erase_seats(uuid[], uuid[], uuid, timestamptz) from public, anon, authenticated, service_role;
