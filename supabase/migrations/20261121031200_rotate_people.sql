create function masking.rotate_people(people jsonb)
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_hashes text[];
  v_conversation_ids uuid[];
  v_person record;
begin
  select array_agg(p ->> 'phone_hash') into v_hashes from jsonb_array_elements(rotate_people.people) p;
  perform masking.lock_hashes(v_hashes);

  -- Whoever has read a hash of a seat under the lock of its conversation still goes by it.
  select array_agg(locked.id) into v_conversation_ids
  from (
    select c.id
    from public.phone_conversations c
    where c.id in (
      select seat.conversation_id from public.phone_conversation_participants seat
      where seat.phone_hash = any (string_to_array(array_to_string(v_hashes, '|'), '|')))
    order by c.id
    for no key update
  ) locked;

  for v_person in
    select split_part(p.phone_hash, '|', 1) as new_hash, split_part(p.phone_hash, '|', 2) as old_hash, p.phone_encrypted
    from jsonb_to_recordset(rotate_people.people) as p(phone_hash text, phone_encrypted text)
  loop
    -- Before the opt-outs: who opts somebody out by the hash of a seat holds that seat until it is done.
    update public.phone_conversation_participants seat
    set phone_hash = v_person.new_hash, phone_encrypted = v_person.phone_encrypted
    where seat.phone_hash in (v_person.old_hash, v_person.new_hash);
    update public.user_phone_numbers u
    set phone_hash = v_person.new_hash, phone_encrypted = v_person.phone_encrypted
    where u.phone_hash in (v_person.old_hash, v_person.new_hash);

    delete from public.sms_opt_outs o
    where o.phone_hash = v_person.old_hash
      and exists (select from public.sms_opt_outs kept where kept.phone_hash = v_person.new_hash);
    update public.sms_opt_outs o
    set phone_hash = v_person.new_hash, phone_encrypted = v_person.phone_encrypted
    where o.phone_hash in (v_person.old_hash, v_person.new_hash);

    update public.phone_blocks b
    set blocker_hash = v_person.new_hash, blocker_encrypted = v_person.phone_encrypted
    where b.blocker_hash in (v_person.old_hash, v_person.new_hash);
    update public.phone_blocks b
    set blocked_hash = v_person.new_hash, blocked_encrypted = v_person.phone_encrypted
    where b.blocked_hash in (v_person.old_hash, v_person.new_hash);
    update public.legal_holds h
    set phone_hash = v_person.new_hash, phone_encrypted = v_person.phone_encrypted
    where h.phone_hash in (v_person.old_hash, v_person.new_hash);
    update public.stranger_asks a
    set phone_hash = v_person.new_hash, phone_encrypted = v_person.phone_encrypted
    where a.phone_hash in (v_person.old_hash, v_person.new_hash);

    perform masking.rotate_limits(v_person.old_hash, v_person.new_hash);
    update public.phone_number_pool n set phone_hash = v_person.new_hash where n.phone_hash = v_person.old_hash;
  end loop;

  perform masking.describe_people(c.id) from unnest(v_conversation_ids) as c(id);
end
$$;

comment on function masking.rotate_people(jsonb) is
  'Brings all that is stored of these people [{phone_hash: "<new hash>|<old hash>", phone_encrypted}] under the new key at once, so that '
  'a person is never known by two hashes.';

revoke all on function masking.rotate_people(jsonb) from public, anon, authenticated, service_role;
grant execute on function masking.rotate_people(jsonb) to maskline;
