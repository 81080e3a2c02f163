create function masking.list_access(subject text, max_count int, before_id bigint default 9223372036854775807)
returns setof jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
begin
  return query
    select jsonb_build_object(
      'id', a.id::text, 'created_at', a.at, 'actor', a.actor, 'action', a.action, 'subject', a.subject, 'details', a.details)
    from public.access_audit a
    where (list_access.subject is null or a.subject = list_access.subject) and a.id < list_access.before_id
    order by a.id desc
    limit list_access.max_count;
end
$$;

comment on function masking.list_access(text, int, bigint) is
  'The access audit, newest first, those before the cursor; of one subject, or (null) of all.';

revoke all on function masking.list_access(text, int, bigint) from public, anon, authenticated, service_role;
grant execute on function masking.list_access(text, int, bigint) to maskline;
