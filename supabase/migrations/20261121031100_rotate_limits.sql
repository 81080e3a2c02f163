create function masking.rotate_limits(old_hash text, new_hash text)
returns void
language sql security definer
set search_path = ''
as $$
  with old as (
    delete from public.rate_limits r
    where r.id like 'phone\_hash:%' and split_part(r.id, ':', 2) = rotate_limits.old_hash
    returning r.*
  )
  insert into public.rate_limits as r (id, count, window_start, created_at, updated_at)
  select replace(o.id, rotate_limits.old_hash, rotate_limits.new_hash), o.count, o.window_start, o.created_at, o.updated_at
  from old o
  on conflict (id) do update set
    count        = r.count + excluded.count,
    window_start = greatest(r.window_start, excluded.window_start),
    created_at   = least(r.created_at, excluded.created_at),
    updated_at   = greatest(r.updated_at, excluded.updated_at);
$$;

comment on function masking.rotate_limits(text, text) is 'Gives the limits of one hash to another, adding up where both were counted.';

revoke all on function masking.rotate_limits(text, text) from public, anon, authenticated, service_role;
