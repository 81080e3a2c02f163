create function masking.reopen_conversation(conversation_id uuid, now timestamptz)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_hashes constant text[] := masking.seated_people(reopen_conversation.conversation_id);
begin
  perform masking.lock_people(v_hashes);
  perform masking.refuse_blocked(v_hashes);

  -- Somebody whom nobody had joined may be alone again, but not somebody whose other one was erased.
  if (select count(*) < case when exists (
            select from public.phone_conversation_participants gone
            join public.phone_conversations c on c.id = gone.conversation_id
            where gone.conversation_id = reopen_conversation.conversation_id and gone.phone_hash is null
              and gone.left_at >= c.closed_at) then 2 else 1 end
      from public.phone_conversation_participants p
      where p.conversation_id = reopen_conversation.conversation_id and p.left_at is null and p.phone_encrypted is not null) then
    raise exception 'The conversation is closed for good: its people were erased or dropped' using errcode = 'MSKCL';
  end if;

  -- A binding of somebody else whose cooldown is over no longer stands in the way.
  perform masking.release_cooled(v_hashes, reopen_conversation.now);

  -- Held until the commit, so that a number cannot be retired between the look and its binding.
  perform from public.phone_number_pool n
  where n.number in (
    select p.proxy_number from public.phone_conversation_participants p
    where p.conversation_id = reopen_conversation.conversation_id and p.left_at is null)
  order by n.number
  for share;

  if exists (
    select from public.phone_conversation_participants p
    join public.phone_number_pool n on n.number = p.proxy_number
    where p.conversation_id = reopen_conversation.conversation_id and p.left_at is null
      and (n.status = 'retired' or exists (
        select from public.phone_conversation_participants held
        where held.proxy_number = p.proxy_number and held.phone_hash = p.phone_hash
          and held.released_at is null and held.id <> p.id))
  ) then
    raise exception 'A number of this conversation is taken' using errcode = 'MSKNT';
  end if;

  update public.phone_conversation_participants p
  set cooldown_until = null, released_at = null
  where p.conversation_id = reopen_conversation.conversation_id and p.left_at is null and p.released_at is not null;

  update public.phone_conversations c
  set status = 'active', closed_at = null, closed_reason = null, last_interaction_at = reopen_conversation.now,
      next_release_at = masking.next_release_at(c.id, null)
  where c.id = reopen_conversation.conversation_id;
end
$$;

comment on function masking.reopen_conversation(uuid, timestamptz) is
  'Takes the bindings of a closed conversation again. MSKNT when one of its numbers was given to another conversation or retired, '
  'MSKCL when its people were erased or dropped, MSKBL when one has blocked another.';

revoke all on function masking.reopen_conversation(uuid, timestamptz) from public, anon, authenticated, service_role;
