-- The numbers of the last conversation of exactly these people, taken over from its cooldown: a late text reaches the same people.
create function masking.take_sticky_numbers(phone_hashes text[], mode text, now timestamptz)
returns text[]
language plpgsql security definer
set search_path = ''
as $$
declare
  v_people_key constant text := masking.people_key(take_sticky_numbers.phone_hashes);
  v_conversation public.phone_conversations;
  v_numbers text[];
begin
  -- Whom somebody alone will meet, nobody knows: a late text must not reach others.
  if cardinality(take_sticky_numbers.phone_hashes) < 2 then
    return null;
  end if;

  select c.* into v_conversation
  from public.phone_conversations c
  where c.people_key = v_people_key
  order by c.created_at desc
  limit 1;
  if v_conversation.closed_at is null then
    return null;
  end if;

  select array_agg(p.proxy_number order by array_position(take_sticky_numbers.phone_hashes, p.phone_hash))
  into v_numbers
  from public.phone_conversation_participants p
  join public.phone_number_pool n on n.number = p.proxy_number
  where p.conversation_id = v_conversation.id
    and p.left_at is null
    and n.status = 'active'
    and (n.sms or take_sticky_numbers.mode = 'voice')
    and (n.voice or take_sticky_numbers.mode = 'message')
    and not exists (
      select from public.phone_conversation_participants held
      where held.proxy_number = p.proxy_number and held.phone_hash = p.phone_hash
        and held.released_at is null and held.conversation_id <> v_conversation.id
    );
  if coalesce(cardinality(v_numbers), 0) <> cardinality(take_sticky_numbers.phone_hashes) then
    return null;
  end if;

  update public.phone_conversation_participants p
  set released_at = take_sticky_numbers.now, cooldown_until = v_conversation.closed_at + v_conversation.cooldown
  where p.conversation_id = v_conversation.id and p.left_at is null and p.released_at is null;
  return v_numbers;
end
$$;

comment on function masking.take_sticky_numbers(text[], text, timestamptz) is
  'Null unless each of these people, two at least, can have the number again that they had in their last conversation, which is over.';

revoke all on function masking.take_sticky_numbers(text[], text, timestamptz) from public, anon, authenticated, service_role;
