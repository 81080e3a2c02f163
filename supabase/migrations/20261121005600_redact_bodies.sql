create function masking.redact_bodies(max_count int, older_than timestamptz)
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_redacted int;
begin
  update public.sms_messages m
  set body_encrypted = null, media = '[]'
  where m.id in (
    select old.id
    from public.sms_messages old
    where old.body_encrypted is not null and old.created_at < redact_bodies.older_than and old.outcome <> 'asking'
      and not exists (
        select from public.sms_forwards f
        where f.message_id = old.id
          -- What is held has a week more to be released.
          and (f.status in ('queued', 'sending', 'unknown')
               or f.status = 'held' and f.created_at >= redact_bodies.older_than - interval '7 days'))
      and old.conversation_id not in (select masking.held_conversations())
    order by old.created_at
    limit redact_bodies.max_count
    for update skip locked);
  get diagnostics v_redacted = row_count;
  return v_redacted;
end
$$;

comment on function masking.redact_bodies(int, timestamptz) is
  'Drops the texts of settled messages from before older_than, but for those under a legal hold and for evidence; at most max_count.';

revoke all on function masking.redact_bodies(int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.redact_bodies(int, timestamptz) to maskline;
