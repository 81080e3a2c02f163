create function masking.earlier_bodies(message_id uuid, before_position bigint)
returns jsonb
language sql stable security definer
set search_path = ''
as $$
  -- By the forwards' positions, which are in the order of the commits: two texts of one moment do not each miss the other.
  select coalesce(jsonb_agg(earlier.body_encrypted order by earlier.created_at), '[]')
  from (
    select m.body_encrypted, m.created_at
    from public.sms_messages m
    where m.sender_participant_id = (select judged.sender_participant_id from public.sms_messages judged where judged.id = earlier_bodies.message_id)
      and m.body_encrypted is not null and m.id <> earlier_bodies.message_id
      and exists (select from public.sms_forwards f where f.message_id = m.id and f.position < earlier_bodies.before_position)
    order by m.created_at desc
    limit 3
  ) earlier;
$$;

comment on function masking.earlier_bodies(uuid, bigint) is
  'The last three texts that the sender of this message sent before it, oldest first: what is split over several is one leak.';

revoke all on function masking.earlier_bodies(uuid, bigint) from public, anon, authenticated, service_role;
