create function masking.delete_erased_copy(forward_id uuid, provider_sids jsonb, now timestamptz)
returns void
language sql security definer
set search_path = ''
as $$
  update public.carrier_deletions d
  set provider_sid = copy.sid, next_attempt_at = delete_erased_copy.now
  from (
    select s.sid
    from jsonb_array_elements_text(delete_erased_copy.provider_sids) with ordinality as s(sid, place)
    where not exists (select from public.sms_forwards taken where taken.provider_sid = s.sid)
      and not exists (select from public.carrier_deletions known where known.provider_sid = s.sid)
    order by s.place
    limit 1
  ) copy
  where d.forward_id = delete_erased_copy.forward_id and d.provider_sid is null;
$$;

comment on function masking.delete_erased_copy(uuid, jsonb, timestamptz) is
  'The carrier took a forward that was erased on its way: its copy is deleted too. Nothing, when nobody erased such a forward.';

revoke all on function masking.delete_erased_copy(uuid, jsonb, timestamptz) from public, anon, authenticated, service_role;
