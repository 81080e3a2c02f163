create function masking.describe_people(conversation_id uuid)
returns void
language sql security definer
set search_path = ''
as $$
  update public.phone_conversations c
  set people_key = people.key, masked_number = people.masked_number, is_group = people.count > 2,
      next_release_at = masking.next_release_at(c.id, c.closed_at + c.cooldown)
  from (
    select masking.people_key(array_agg(p.phone_hash)) as key, count(*),
           case when count(distinct p.proxy_number) = 1 then min(p.proxy_number) end as masked_number
    from public.phone_conversation_participants p
    where p.conversation_id = describe_people.conversation_id and p.left_at is null
  ) people
  where c.id = describe_people.conversation_id and people.key is not null;
$$;

comment on function masking.describe_people(uuid) is 'Brings people_key, masked_number, is_group and next_release_at up to date after a change of seats.';

revoke all on function masking.describe_people(uuid) from public, anon, authenticated, service_role;
