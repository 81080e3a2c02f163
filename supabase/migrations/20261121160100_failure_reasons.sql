create function masking.failure_reasons(reach interval, now timestamptz default now())
returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
begin
  return jsonb_build_object(
    'failed', (
      select coalesce(jsonb_agg(to_jsonb(r) order by r.count desc, r.error_code, r.status), '[]')
      from (
        select f.status, f.error_code, count(*) as count, max(f.next_attempt_at) as last_at
        from public.sms_forwards f
        where f.status in ('failed', 'undelivered') and f.next_attempt_at > failure_reasons.now - failure_reasons.reach
        group by f.status, f.error_code) r),
    'waiting', (
      select coalesce(jsonb_agg(to_jsonb(r) order by r.count desc, r.error_code, r.status), '[]')
      from (
        select f.status, f.error_code, count(*) as count, min(f.created_at) as oldest_at
        from public.sms_forwards f
        where f.status in ('queued', 'unknown')
        group by f.status, f.error_code) r));
end
$$;

comment on function masking.failure_reasons(interval, timestamptz) is
  'Why forwards failed within that time, and why others wait, counted by the carrier''s error code.';

revoke all on function masking.failure_reasons(interval, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.failure_reasons(interval, timestamptz) to maskline;
