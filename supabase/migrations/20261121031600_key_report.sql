create function masking.key_report(current_id text, previous_id text)
returns jsonb
language sql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
  with keys as (
    select k.id, k.created_at, k.retired_at, k.lost_at from public.encryption_keys k
    union all
    select key_report.previous_id, null, null, null
    where key_report.previous_id is not null
      and not exists (select from public.encryption_keys k where k.id = key_report.previous_id)
  )
  select jsonb_agg(jsonb_build_object(
    'id', k.id,
    'role', case k.id when key_report.current_id then 'current' when key_report.previous_id then 'previous' else 'missing' end,
    'used', masking.key_is_used(k.id),
    'people', case when k.id <> key_report.current_id then
        (select count(*) from (
          select p.phone_hash from public.phone_conversation_participants p
          where split_part(p.phone_hash, '.', 1) = k.id or split_part(p.phone_encrypted, '.', 2) = k.id
          union select u.phone_hash from public.user_phone_numbers u
          where split_part(u.phone_hash, '.', 1) = k.id or split_part(u.phone_encrypted, '.', 2) = k.id
          union select o.phone_hash from public.sms_opt_outs o
          where split_part(o.phone_hash, '.', 1) = k.id or split_part(o.phone_encrypted, '.', 2) = k.id
          union select b.blocker_hash from public.phone_blocks b where split_part(b.blocker_hash, '.', 1) = k.id
          union select b.blocked_hash from public.phone_blocks b where split_part(b.blocked_hash, '.', 1) = k.id
          union select h.phone_hash from public.legal_holds h where split_part(h.phone_hash, '.', 1) = k.id
          union select n.phone_hash from public.phone_number_pool n where split_part(n.phone_hash, '.', 1) = k.id
        ) people) end,
    'erased_people', case when k.id <> key_report.current_id then
        (select count(*) from (
          select o.phone_hash from public.sms_opt_outs o
          where o.phone_encrypted is null and split_part(o.phone_hash, '.', 1) = k.id
          union select b.blocker_hash from public.phone_blocks b
          where b.blocker_encrypted is null and split_part(b.blocker_hash, '.', 1) = k.id
          union select b.blocked_hash from public.phone_blocks b
          where b.blocked_encrypted is null and split_part(b.blocked_hash, '.', 1) = k.id
        ) erased) end,
    'bodies', case when k.id <> key_report.current_id then
        (select count(*) from public.sms_messages m where m.body_encrypted is not null and split_part(m.body_encrypted, '.', 2) = k.id)
        + (select count(*) from public.sms_messages m
           where m.media #>> '{0,url_encrypted}' is not null and split_part(m.media #>> '{0,url_encrypted}', '.', 2) = k.id) end,
    'repeats_until', case when k.id <> key_report.current_id then
        (select max(i.created_at) + interval '1 day' from public.idempotency_keys i where split_part(i.id, '.', 1) = k.id) end,
    'created_at', k.created_at,
    'retired_at', k.retired_at,
    'lost_at', k.lost_at) order by k.created_at desc nulls first)
  from keys k;
$$;

comment on function masking.key_report(text, text) is
  'The keys of this database and what is left under those that are not current: people (pool numbers among them, and erased people whose opt-out or block is kept), texts, and until when '
  'a repeated request may have its idempotency key there.';

revoke all on function masking.key_report(text, text) from public, anon, authenticated, service_role;
grant execute on function masking.key_report(text, text) to maskline;
