create function masking.strangers_health()
returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
begin
  return (
    select jsonb_build_object('strangers_pending', count(*), 'strangers_pending_since', min(a.created_at))
    from public.stranger_asks a);
end
$$;

comment on function masking.strangers_health() is 'How many texts of strangers wait for the app to say what to do, and since when.';

revoke all on function masking.strangers_health() from public, anon, authenticated, service_role;
grant execute on function masking.strangers_health() to maskline;
