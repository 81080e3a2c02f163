create function masking.lease_forwards(forward_ids uuid[], now timestamptz)
returns setof jsonb
language sql security definer
set search_path = ''
as $$
  with claimed as (
    update public.sms_forwards f set
      status           = case when o.phone_hash is not null then 'suppressed' when p.released_at is not null then 'failed' else 'sending' end,
      error_code       = case when o.phone_hash is null and p.released_at is not null then 'binding_released' end,
      lease_expires_at = case when o.phone_hash is null and p.released_at is null then lease_forwards.now + interval '60 s' end,
      attempts         = f.attempts + 1
    from public.sms_forwards before
    join public.phone_conversation_participants p on p.id = before.recipient_participant_id
    left join public.sms_opt_outs o on o.phone_hash = p.phone_hash and before.status = 'queued'
    where f.id = any (lease_forwards.forward_ids) and before.id = f.id and f.status in ('queued', 'unknown')
    returning f.*, before.status as status_before, p.phone_encrypted, p.proxy_number
  )
  select jsonb_build_object(
    'forward_id', c.id,
    'conversation_id', c.conversation_id,
    'attempt', c.attempts,
    'reconcile', c.status_before = 'unknown',
    'to_encrypted', c.phone_encrypted,
    'from', c.proxy_number,
    'body_encrypted', m.body_encrypted,
    'media_count', jsonb_array_length(m.media),
    'created_at', c.created_at)
  from claimed c join public.sms_messages m on m.id = c.message_id
  where c.status = 'sending'
  order by c.position;
$$;

comment on function masking.lease_forwards(uuid[], timestamptz) is
  'Gives these forwards to the caller for 60 seconds, with all that sending needs. One that may have been sent before says '
  'reconcile: look it up at the carrier first.';

revoke all on function masking.lease_forwards(uuid[], timestamptz) from public, anon, authenticated, service_role;
