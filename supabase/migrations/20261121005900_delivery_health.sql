create function masking.delivery_health(now timestamptz default now())
returns jsonb
language sql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
  with lanes as (
    -- What waits for the end of quiet hours has everything behind it wait as well.
    select f.status, f.created_at, f.error_code,
           bool_or(f.status = 'queued' and f.error_code is not distinct from 'QUIET_HOURS' and f.next_attempt_at > delivery_health.now)
             over (partition by f.conversation_id, f.recipient_participant_id order by f.position) as quiet
    from public.sms_forwards f where f.status in ('queued', 'sending', 'unknown')
  ),
  unsettled as (
    select l.* from lanes l where not l.quiet
  ),
  failures as (
    select count(*) as count from public.sms_forwards f
    where f.status in ('failed', 'undelivered') and f.next_attempt_at > delivery_health.now - interval '1 hour'
  )
  select jsonb_build_object(
    'queue_depth', count(*),
    'queued', count(*) filter (where u.status = 'queued'),
    'sending', count(*) filter (where u.status = 'sending'),
    'unknown', count(*) filter (where u.status = 'unknown'),
    'carrier_not_configured', count(*) filter (where u.error_code = 'CARRIER_NOT_CONFIGURED'),
    'oldest_waiting_since', min(u.created_at),
    'oldest_waiting_seconds', coalesce(floor(extract(epoch from delivery_health.now - min(u.created_at))), 0),
    'quiet', (select count(*) from lanes l where l.quiet),
    'failures_last_hour', (select f.count from failures f),
    'carrier_compared_until', (
      -- Of the carrier that is furthest behind; one whose numbers are all retired may be gone.
      select min(s.received_until) from public.carrier_sweeps s
      where exists (select from public.phone_number_pool n where n.provider = s.provider and n.status <> 'retired')))
  from unsettled u;
$$;

comment on function masking.delivery_health(timestamptz) is
  'What waits in the outbox, for how long, apart from it what waits for the end of quiet hours, and what failed in the last hour.';

revoke all on function masking.delivery_health(timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.delivery_health(timestamptz) to maskline;
