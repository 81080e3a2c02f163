create function masking.unlink_phone(user_id uuid, phone_id uuid, now timestamptz default now())
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  delete from public.user_phone_numbers u
  where u.id = unlink_phone.phone_id and u.user_id = unlink_phone.user_id;
  if not found then
    raise exception 'No such phone number' using errcode = 'MSKUP';
  end if;
  perform masking.record_access(
    'user:' || unlink_phone.user_id, 'unlink_phone', unlink_phone.phone_id::text, '{}', unlink_phone.now);
end
$$;

comment on function masking.unlink_phone(uuid, uuid, timestamptz) is
  'Deletes a number of a user; seats that were taken with it stay. MSKUP: this user has no such number.';

revoke all on function masking.unlink_phone(uuid, uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.unlink_phone(uuid, uuid, timestamptz) to maskline;
