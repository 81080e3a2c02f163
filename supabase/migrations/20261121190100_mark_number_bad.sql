create function masking.mark_number_bad(sent_from text[], code text, now timestamptz)
returns void
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.phone_number_pool n
  set bad_since = mark_number_bad.now, bad_code = mark_number_bad.code, updated_at = mark_number_bad.now, status = 'draining'
  -- Of several it is not known which one the carrier means.
  where cardinality(mark_number_bad.sent_from) = 1 and n.number = mark_number_bad.sent_from[1]
    and n.bad_since is null and n.status <> 'retired';
end
$$;

comment on function masking.mark_number_bad(text[], text, timestamptz) is
  'The one number from which this was sent is lent no more, and the sweep moves its conversations. Called last of all, since '
  'allocation holds numbers after conversations and people.';

revoke all on function masking.mark_number_bad(text[], text, timestamptz) from public, anon, authenticated, service_role;
