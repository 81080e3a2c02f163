create function masking.refuse_blocked(phone_hashes text[])
returns void
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if exists (
    select from public.phone_blocks b
    where b.blocker_hash = any (refuse_blocked.phone_hashes) and b.blocked_hash = any (refuse_blocked.phone_hashes)
  ) then
    raise exception 'Two of these people may not be connected' using errcode = 'MSKBL';
  end if;
end
$$;

comment on function masking.refuse_blocked(text[]) is 'MSKBL when one of these people has blocked another of them.';

revoke all on function masking.refuse_blocked(text[]) from public, anon, authenticated, service_role;
