create function masking.after_restore(relay_missed boolean default true, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_count int;
begin
  -- The backup does not know which of these were sent after it was made.
  update public.sms_forwards f set status = 'unknown' where f.status = 'queued';
  get diagnostics v_count = row_count;

  -- Nor which of these texts of strangers the app had relayed.
  perform masking.drop_asks(array(select a.message_id from public.stranger_asks a));

  if not after_restore.relay_missed then
    insert into public.carrier_sweeps (provider, received_until)
    select distinct n.provider, after_restore.now from public.phone_number_pool n
    on conflict on constraint carrier_sweeps_pkey do update set received_until = after_restore.now;
  end if;

  return jsonb_build_object('to_look_up', v_count);
end
$$;

comment on function masking.after_restore(boolean, timestamptz) is
  'For a database that was restored from a backup, before anything runs on it: what waits is looked up at the carrier before it is sent. '
  'relay_missed false: what was received since the backup is left alone, as it was relayed before.';

revoke all on function masking.after_restore(boolean, timestamptz) from public, anon, authenticated, service_role;
