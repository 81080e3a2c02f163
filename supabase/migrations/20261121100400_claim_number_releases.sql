create function masking.claim_number_releases(provider text, max_count int, now timestamptz default now())
returns table (number text, provider_sid text)
language plpgsql security definer
set search_path = ''
as $$
begin
  for number, provider_sid in
    select n.number, n.provider_sid
    from public.phone_number_pool n
    where n.provider = claim_number_releases.provider and n.release_requested_at is not null and n.released_at is null
      and not exists (
        select from public.phone_conversation_participants p where p.proxy_number = n.number and p.released_at is null)
    order by n.updated_at
    limit claim_number_releases.max_count
    for update skip locked
  loop
    -- Asked again under the lock: nobody can take a binding of it any more.
    update public.phone_number_pool n
    set status = 'retired', updated_at = claim_number_releases.now
    where n.number = claim_number_releases.number and not exists (
      select from public.phone_conversation_participants p where p.proxy_number = n.number and p.released_at is null);
    if found then
      return next;
    end if;
  end loop;
end
$$;

comment on function masking.claim_number_releases(text, int, timestamptz) is
  'Retires numbers whose release was requested and that nobody holds, live or cooling: the caller gives them back to the carrier. '
  'What the caller does not settle comes back, behind the others.';

revoke all on function masking.claim_number_releases(text, int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.claim_number_releases(text, int, timestamptz) to maskline;
