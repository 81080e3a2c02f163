create function masking.release_bindings(max_count int, now timestamptz default now())
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_ids uuid[];
begin
  select array_agg(cooled.id) into v_ids
  from (
    select c.id
    from public.phone_conversations c
    where c.next_release_at <= release_bindings.now
    order by c.next_release_at
    limit release_bindings.max_count
    for no key update skip locked
  ) cooled;

  -- Who is just being given a number lets go of the cooled ones too: no waiting for each other.
  with cooled as (
    select p.id, coalesce(p.cooldown_until, c.closed_at + c.cooldown) as cooldown_until
    from public.phone_conversation_participants p
    join public.phone_conversations c on c.id = p.conversation_id
    where c.id = any (v_ids) and p.released_at is null
      and coalesce(p.cooldown_until, c.closed_at + c.cooldown) <= release_bindings.now
    for update of p skip locked
  )
  update public.phone_conversation_participants p
  set released_at = release_bindings.now, cooldown_until = cooled.cooldown_until
  from cooled
  where p.id = cooled.id;

  update public.phone_conversations c
  set next_release_at = masking.next_release_at(c.id, c.closed_at + c.cooldown)
  where c.id = any (v_ids);
  return coalesce(cardinality(v_ids), 0);
end
$$;

comment on function masking.release_bindings(int, timestamptz) is
  'Sets the bindings free whose cooldown is over, of max_count conversations at most; of how many it did.';

revoke all on function masking.release_bindings(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.release_bindings(int, timestamptz) to maskline;
