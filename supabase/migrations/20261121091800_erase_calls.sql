create function masking.erase_calls(seat_ids uuid[], now timestamptz)
returns int
language plpgsql security definer
set search_path = ''
as $$
declare
  v_erased int;
begin
  insert into public.carrier_deletions (provider_sid, next_attempt_at, created_at)
  select copies.sid, erase_calls.now, erase_calls.now
  from (
    select c.provider_sid as sid from public.phone_calls c
    where c.participant_id = any (erase_calls.seat_ids) and c.carrier_copy
    union
    -- What the person said, what was said for the person, and talks with either.
    select leg.recording_sid from public.phone_calls leg left join public.phone_calls c on c.id = leg.parent_id
    where leg.participant_id = any (erase_calls.seat_ids) or c.participant_id = any (erase_calls.seat_ids)
  ) copies
  where copies.sid is not null
  on conflict on constraint provider_sid_names_one_deletion do nothing;

  update public.phone_calls leg
  set recording_sid = null, recording_seconds = null, recording_expires_at = null
  where leg.recording_sid is not null
    and (leg.participant_id = any (erase_calls.seat_ids)
         or exists (select from public.phone_calls c where c.id = leg.parent_id and c.participant_id = any (erase_calls.seat_ids)));
  update public.phone_calls c
  set participant_id = null, carrier_copy = false
  where c.participant_id = any (erase_calls.seat_ids);
  get diagnostics v_erased = row_count;
  return v_erased;
end
$$;

comment on function masking.erase_calls(uuid[], timestamptz) is
  'Takes the person of these seats out of all calls and queues the deletion of what the carrier has of them, recordings included. '
  'How many calls there were.';

revoke all on function masking.erase_calls(uuid[], timestamptz) from public, anon, authenticated, service_role;
