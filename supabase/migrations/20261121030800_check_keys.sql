create function masking.check_keys(current_id text, previous_id text, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
declare
  v_missing text;
begin
  if not exists (select from public.encryption_keys k where k.id = check_keys.current_id) then
    -- The first key of a database is whichever comes first.
    perform pg_advisory_xact_lock(hashtextextended('encryption_keys', 0));
    if exists (select from public.encryption_keys k where k.lost_at is null)
       and not exists (select from public.encryption_keys k where k.id in (check_keys.current_id, check_keys.previous_id)) then
      raise exception 'Open the keys: PHONE_ENCRYPTION_KEY is not the key of this database; set the one with the id %', (
        select string_agg(k.id, ' or ') from public.encryption_keys k where k.lost_at is null and masking.key_is_used(k.id))
      using errcode = 'MSKWK';
    end if;
    insert into public.encryption_keys (id, created_at) values (check_keys.current_id, check_keys.now)
    on conflict on constraint encryption_keys_pkey do nothing;
  end if;

  select k.id into v_missing
  from public.encryption_keys k
  where k.id <> all (array[check_keys.current_id, coalesce(check_keys.previous_id, '')])
    and k.lost_at is null and masking.key_is_used(k.id)
  order by k.created_at desc
  limit 1;
  if found then
    raise exception 'Open the keys: numbers or texts are stored under the key with the id %; set PHONE_ENCRYPTION_KEY_PREVIOUS to it', v_missing
    using errcode = 'MSKWK';
  end if;
end
$$;

comment on function masking.check_keys(text, text, timestamptz) is
  'Remembers a current key that is new here, and refuses keys with which stored numbers could not be found. MSKWK: the keys are not '
  'those of this database.';

revoke all on function masking.check_keys(text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.check_keys(text, text, timestamptz) to maskline;
