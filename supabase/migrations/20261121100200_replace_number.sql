create function masking.replace_number(
  number text, geo_match text, overlap interval, notice_encrypted jsonb, after_id uuid, max_count int,
  now timestamptz default now(), geo_radius_km int default null)
returns table (moved int, not_moved jsonb, last_id uuid, conversations_left int, claims jsonb)
language plpgsql security definer
set search_path = ''
as $$
declare
  v_number public.phone_number_pool;
  v_conversation public.phone_conversations;
  v_ids uuid[];
  v_moved_ids uuid[] := '{}';
  v_not_moved_ids uuid[] := '{}';
begin
  select n.* into v_number from public.phone_number_pool n where n.number = replace_number.number and n.released_at is null;
  if not found then
    raise exception 'No such pool number' using errcode = 'MSKNN';
  end if;

  -- All conversations before all people: the order in which everybody locks.
  select array_agg(locked.id) into v_ids
  from (
    select c.id
    from public.phone_conversations c
    where c.id in (
        select p.conversation_id from public.phone_conversation_participants p
        where p.proxy_number = v_number.number and p.released_at is null and p.left_at is null)
      and c.id > replace_number.after_id
      and masking.is_live(c, replace_number.now)
    order by c.id
    limit replace_number.max_count
    for no key update
  ) locked;
  perform masking.lock_people(array(
    select p.phone_hash from public.phone_conversation_participants p
    where p.conversation_id = any (v_ids) and p.proxy_number = v_number.number and p.left_at is null));

  for v_conversation in
    select c.* from public.phone_conversations c where c.id = any (v_ids) order by c.id
  loop
    begin
      if masking.move_seats(
        v_conversation, v_number, replace_number.geo_match, replace_number.geo_radius_km, replace_number.overlap,
        replace_number.notice_encrypted, replace_number.now)
      then
        v_moved_ids := v_moved_ids || v_conversation.id;
      end if;
    exception when sqlstate 'MSKPE' then
      v_not_moved_ids := v_not_moved_ids || v_conversation.id;
    end;
  end loop;

  moved := cardinality(v_moved_ids);
  not_moved := to_jsonb(v_not_moved_ids);
  last_id := case when cardinality(v_ids) = replace_number.max_count then v_ids[replace_number.max_count] end;
  conversations_left := (
    select count(distinct p.conversation_id) from public.phone_conversation_participants p
    join public.phone_conversations c on c.id = p.conversation_id
    where p.proxy_number = v_number.number and p.released_at is null and p.left_at is null and c.status = 'active');
  claims := masking.claim_forwards(v_moved_ids, replace_number.now);
  return next;
end
$$;

comment on function masking.replace_number(text, text, interval, jsonb, uuid, int, timestamptz, int) is
  'Moves the next max_count live conversations (by id, after after_id) from this number to others, each whole or not at all; those for '
  'which there is no free number are named in not_moved. last_id is where to go on, null at the end. claims are those of the notices. '
  'The number has to be draining. MSKNN: no such number.';

revoke all on function masking.replace_number(text, text, interval, jsonb, uuid, int, timestamptz, int) from public, anon, authenticated, service_role;
grant execute on function masking.replace_number(text, text, interval, jsonb, uuid, int, timestamptz, int) to maskline;
