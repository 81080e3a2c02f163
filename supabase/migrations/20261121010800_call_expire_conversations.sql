create function masking.call_expire_conversations()
returns bigint
language plpgsql security definer
set search_path = ''
as $$
declare
  v_url text;
  v_key text;
  v_request_id bigint;
begin
  if to_regclass('vault.decrypted_secrets') is null or to_regproc('net.http_post') is null then
    raise exception 'Call expire-conversations: the extensions pg_net and supabase_vault must be enabled';
  end if;
  execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into v_url using 'maskline_functions_url';
  execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into v_key using 'maskline_secret_key';
  if v_url is null or v_key is null then
    raise exception 'Call expire-conversations: Vault must hold maskline_functions_url and maskline_secret_key';
  end if;

  execute 'select net.http_post(url := $1, body := $2, headers := $3, timeout_milliseconds := $4)' into v_request_id
  using v_url || '/expire-conversations', '{}'::jsonb, jsonb_build_object('apikey', v_key, 'content-type', 'application/json'), 55000;
  return v_request_id;
end
$$;

comment on function masking.call_expire_conversations() is
  'Calls the Edge Function through pg_net, with its URL and key from Vault; raises what is missing, which shows in cron.job_run_details.';

revoke all on function masking.call_expire_conversations() from public, anon, authenticated, service_role;
