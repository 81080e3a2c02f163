create function masking.mark_number_bad(forward_id uuid, code text, now timestamptz)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.phone_number_pool n
  set bad_since = mark_number_bad.now, bad_code = mark_number_bad.code, updated_at = mark_number_bad.now, status = 'draining'
  from public.sms_forwards f
  where f.id = mark_number_bad.forward_id
    -- Of several it is not known which one the carrier means.
    and cardinality(f.sent_from) = 1 and n.number = f.sent_from[1]
    and n.bad_since is null and n.status <> 'retired';
end
$$;

comment on function masking.mark_number_bad(uuid, text, timestamptz) is
  'The number from which this forward was sent is lent no more, and the sweep moves its conversations. Called last of all, since '
  'allocation holds numbers after conversations and people.';

revoke all on function masking.mark_number_bad(uuid, text, timestamptz) from public, anon, authenticated, service_role;
