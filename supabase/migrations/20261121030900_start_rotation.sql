create function masking.start_rotation(actor text, current_id text, previous_id text, backwards boolean, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if not start_rotation.backwards and (
    select c.created_at < p.created_at
    from public.encryption_keys c, public.encryption_keys p
    where c.id = start_rotation.current_id and p.id = start_rotation.previous_id
  ) then
    raise exception 'Rotate the keys: the current key, %, is older than the previous one', start_rotation.current_id
    using errcode = 'MSKRN';
  end if;

  perform masking.record_access(
    start_rotation.actor, 'rotate_keys', null, jsonb_build_object('from', start_rotation.previous_id, 'to', start_rotation.current_id),
    start_rotation.now);
  -- Waits for whoever is about to write under the old key.
  update public.encryption_keys k
  set retired_at = case when k.id = start_rotation.previous_id then start_rotation.now end
  where k.id in (start_rotation.current_id, start_rotation.previous_id)
    and (k.retired_at is null) = (k.id = start_rotation.previous_id);
end
$$;

comment on function masking.start_rotation(text, text, text, boolean, timestamptz) is
  'From now on nobody new comes under the previous key. MSKRN: it is the newer one, so this is a function with the settings from before '
  'the swap; backwards true means it. Whoever moves a batch reads what is in it: a row in the access audit.';

revoke all on function masking.start_rotation(text, text, text, boolean, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.start_rotation(text, text, text, boolean, timestamptz) to maskline;
