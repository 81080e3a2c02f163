create function masking.verify_phone(
  user_id uuid, phone_hash text, code_hash text, move_conversations boolean, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_max_tries constant int := 5;
  v_phone public.user_phone_numbers;
  v_conversation_ids uuid[];
  v_hashes text[];
  v_former_id uuid;
  v_seat public.phone_conversation_participants;
  v_moved int := 0;
begin
  -- Conversations, then people, then the rest: the order in which everybody locks.
  if verify_phone.move_conversations then
    select array_agg(locked.id) into v_conversation_ids
    from (
      select c.id
      from public.phone_conversations c
      where c.status = 'active' and c.id in (
        select p.conversation_id from public.phone_conversation_participants p
        where p.user_id = verify_phone.user_id and p.left_at is null)
      order by c.id
      for no key update of c
    ) locked;
    select array_agg(p.phone_hash) into v_hashes
    from public.phone_conversation_participants p
    where p.user_id = verify_phone.user_id and p.left_at is null and p.conversation_id = any (v_conversation_ids);
  end if;
  perform masking.lock_people(v_hashes || verify_phone.phone_hash);

  select u.* into v_phone
  from public.user_phone_numbers u
  where u.user_id = verify_phone.user_id and u.phone_hash = verify_phone.phone_hash
  for update;
  if coalesce(v_phone.verification_expires_at <= verify_phone.now, true) then
    return jsonb_build_object('outcome', 'code_expired');
  elsif v_phone.verification_attempts >= v_max_tries then
    return jsonb_build_object('outcome', 'too_many_tries');
  elsif not exists (
    select
    from unnest(string_to_array(v_phone.verification_code_hash, '|')) kept
    cross join unnest(string_to_array(verify_phone.code_hash, '|')) told
    where masking.same_secret(kept, told)) then
    update public.user_phone_numbers u
    set verification_attempts = u.verification_attempts + 1
    where u.id = v_phone.id;
    return jsonb_build_object('outcome', 'wrong_code', 'tries_left', v_max_tries - v_phone.verification_attempts - 1);
  end if;

  update public.user_phone_numbers u
  set verified_at = null, updated_at = verify_phone.now
  where u.phone_hash = v_phone.phone_hash and u.verified_at is not null and u.id <> v_phone.id
  returning u.id into v_former_id;

  update public.user_phone_numbers u
  set verified_at = verify_phone.now, verification_code_hash = null, verification_expires_at = null,
      verification_attempts = 0, updated_at = verify_phone.now
  where u.id = v_phone.id;

  if verify_phone.move_conversations then
    for v_seat in
      select p.*
      from public.phone_conversation_participants p
      join public.phone_conversations c on c.id = p.conversation_id
      where p.user_id = verify_phone.user_id and p.left_at is null and p.conversation_id = any (v_conversation_ids)
        and p.phone_hash <> v_phone.phone_hash and masking.is_live(c, verify_phone.now)
      order by p.conversation_id
    loop
      perform masking.change_participant_phone(
        v_seat.conversation_id, v_seat.id, v_phone.phone_hash, v_phone.phone_encrypted, verify_phone.now);
      v_moved := v_moved + 1;
    end loop;
  end if;

  perform masking.record_access(
    'user:' || verify_phone.user_id, 'verify_phone', v_phone.id::text,
    jsonb_build_object('taken_from', v_former_id, 'moved_conversations', v_moved), verify_phone.now);
  return jsonb_build_object(
    'outcome', 'verified', 'id', v_phone.id, 'verified_at', verify_phone.now, 'created_at', v_phone.created_at,
    'moved_conversations', v_moved);
end
$$;

comment on function masking.verify_phone(uuid, text, text, boolean, timestamptz) is
  'Makes the number this user''s, and nobody else''s, for the right code (hashed under one key or two); once, and with five tries. MSKNT: a seat cannot move; nothing has changed.';

revoke all on function masking.verify_phone(uuid, text, text, boolean, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.verify_phone(uuid, text, text, boolean, timestamptz) to maskline;
