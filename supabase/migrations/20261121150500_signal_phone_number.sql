create function masking.signal_phone_number()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform masking.signal_user(case tg_op when 'DELETE' then old.user_id else new.user_id end, 'phone_numbers', null);
  return null;
end
$$;

comment on function masking.signal_phone_number() is 'Whoever links, proves or unlinks a number has its user signaled, also the one who loses it.';

revoke all on function masking.signal_phone_number() from public, anon, authenticated, service_role;
