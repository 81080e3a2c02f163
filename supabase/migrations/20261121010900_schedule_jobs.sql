create function masking.close_and_release(now timestamptz default now())
returns jsonb
language sql security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'closed', masking.expire_conversations(2000, close_and_release.now),
    'released', masking.release_bindings(2000, close_and_release.now));
$$;

comment on function masking.close_and_release(timestamptz) is 'What cron does every minute without HTTP: little enough that texts hardly feel it. Conversations end by the clock, closed or not.';

revoke all on function masking.close_and_release(timestamptz) from public, anon, authenticated, service_role;


create function masking.schedule_jobs()
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  if not exists (select from pg_extension where extname = 'pg_cron') then
    raise notice 'Schedule jobs: pg_cron is not enabled; enable it, then: select masking.schedule_jobs()';
    return;
  end if;
  execute $cron$ select cron.schedule('maskline-close-and-release', '* * * * *', 'select masking.close_and_release()') $cron$;

  if not exists (select from pg_extension where extname = 'pg_net') then
    raise notice 'Schedule jobs: pg_net is not enabled; enable it, then: select masking.schedule_jobs()';
    return;
  end if;
  execute $cron$ select cron.schedule('maskline-expire-conversations', '* * * * *', 'select masking.call_expire_conversations()') $cron$;
end
$$;

comment on function masking.schedule_jobs() is 'Schedules the two jobs of every minute; can be run again at any time.';

revoke all on function masking.schedule_jobs() from public, anon, authenticated, service_role;

do $$
begin
  create extension if not exists pg_cron with schema pg_catalog;
exception when others then
  raise notice 'Enable pg_cron: %', sqlerrm;
end
$$;

do $$
begin
  create extension if not exists pg_net;
exception when others then
  raise notice 'Enable pg_net: %', sqlerrm;
end
$$;

select masking.schedule_jobs();
