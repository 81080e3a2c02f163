create function masking.release_cooled(phone_hashes text[], now timestamptz)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  -- Most of the time nothing of anybody is due, which one look at an index tells, however much these people hold.
  if not exists (select from public.phone_conversations c where c.next_release_at <= release_cooled.now) then
    return;
  end if;

  update public.phone_conversation_participants p
  set released_at = release_cooled.now, cooldown_until = coalesce(p.cooldown_until, c.closed_at + c.cooldown)
  from public.phone_conversations c
  where c.id = p.conversation_id and p.phone_hash = any (release_cooled.phone_hashes) and p.released_at is null
    and coalesce(p.cooldown_until, c.closed_at + c.cooldown) <= release_cooled.now;
end
$$;

comment on function masking.release_cooled(text[], timestamptz) is
  'Sets free what these locked people held and whose cooldown is over, without waiting for the sweep.';

revoke all on function masking.release_cooled(text[], timestamptz) from public, anon, authenticated, service_role;
