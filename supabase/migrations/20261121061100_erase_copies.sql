create function masking.erase_copies(seat_ids uuid[], forward_ids uuid[], carrier_copies jsonb, own_numbers jsonb, now timestamptz)
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_queued int;
begin
  insert into public.carrier_deletions (provider_sid, next_attempt_at, created_at)
  select copies.sid, erase_copies.now, erase_copies.now
  from (
    select m.provider_sid as sid from public.sms_messages m
    where m.sender_participant_id = any (erase_copies.seat_ids) and m.provider_sid is not null and m.carrier_copy
    union
    select f.provider_sid from public.sms_forwards f
    where f.id = any (erase_copies.forward_ids) and f.provider_sid is not null and f.carrier_copy
    union
    select c.sid from jsonb_to_recordset(erase_copies.carrier_copies) as c(sid text, other_number text)
    where erase_copies.own_numbers ? c.other_number or masking.is_pool_number(c.other_number)
  ) copies
  on conflict on constraint provider_sid_names_one_deletion do nothing;
  get diagnostics v_queued = row_count;

  -- The carrier may be taking these at this moment: whoever hears of its id brings it.
  insert into public.carrier_deletions (forward_id, created_at)
  select f.id, erase_copies.now
  from public.sms_forwards f
  where f.id = any (erase_copies.forward_ids) and f.status in ('queued', 'sending', 'unknown') and f.attempts > 0
  on conflict on constraint forward_names_one_deletion do nothing;
  return v_queued;
end
$$;

comment on function masking.erase_copies(uuid[], uuid[], jsonb, jsonb, timestamptz) is
  'Queues the deletion of what the carrier has of these seats'' texts and of these forwards, and of what was found there '
  '([{sid, other_number}]) between the person and a number of ours. How many are new in the queue.';

revoke all on function masking.erase_copies(uuid[], uuid[], jsonb, jsonb, timestamptz) from public, anon, authenticated, service_role;
