create function masking.start_rotation(current_id text, previous_id text, backwards boolean, now timestamptz default now())
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

  -- Waits for whoever is about to write under the old key.
  update public.encryption_keys k
  set retired_at = case when k.id = start_rotation.previous_id then start_rotation.now end
  where k.id in (start_rotation.current_id, start_rotation.previous_id)
    and (k.retired_at is null) = (k.id = start_rotation.previous_id);
end
$$;

comment on function masking.start_rotation(text, text, boolean, timestamptz) is
  'From now on nobody new comes under the previous key. MSKRN: it is the newer one, so this is a function with the settings from before '
  'the swap; backwards true means it.';

revoke all on function masking.start_rotation(text, text, boolean, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.start_rotation(text, text, boolean, timestamptz) to maskline;
