create function masking.pool_for_sync(provider text)
returns table (numbers jsonb, ordered jsonb)
language sql stable security definer
set search_path = ''
as $$
  select
    (select coalesce(jsonb_agg(jsonb_build_object(
       'number', n.number, 'provider_sid', n.provider_sid, 'sms', n.sms, 'mms', n.mms, 'voice', n.voice,
       'retired', n.status = 'retired', 'leaving', n.status = 'retired' and n.release_requested_at is not null)), '[]')
     from public.phone_number_pool n
     where n.provider = pool_for_sync.provider and n.released_at is null),
    (select coalesce(jsonb_agg(distinct o.number), '[]')
     from public.number_orders o
     where o.status <> 'bought');
$$;

comment on function masking.pool_for_sync(text) is
  'The numbers of this carrier in the pool, and those that were ordered and are not known to have been bought.';

revoke all on function masking.pool_for_sync(text) from public, anon, authenticated, service_role;
grant execute on function masking.pool_for_sync(text) to maskline;
