create function masking.tell_of_opt_out()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  v_hash constant text := coalesce(new.phone_hash, old.phone_hash);
  v_at constant timestamptz := coalesce(new.opted_out_at, now());
begin
  if masking.events_are_on() then
    perform masking.record_event(
      case when tg_op = 'INSERT' then 'participant.opted_out' else 'participant.opted_in' end,
      p.conversation_id,
      jsonb_build_object('participant_id', p.id) || case when tg_op = 'INSERT' then jsonb_build_object('source', new.source) else '{}' end,
      v_at)
    from public.phone_conversation_participants p
    join public.phone_conversations c on c.id = p.conversation_id
    where p.phone_hash = v_hash and p.released_at is null and p.left_at is null and masking.is_live(c, v_at);
  end if;
  return null;
end
$$;

comment on function masking.tell_of_opt_out() is
  'Whoever opts a person out or in has the app told, for each live conversation with this person: participant.opted_out, .opted_in.';

revoke all on function masking.tell_of_opt_out() from public, anon, authenticated, service_role;

create trigger the_app_is_told_of_opt_outs
  after insert or delete on public.sms_opt_outs
  for each row execute function masking.tell_of_opt_out();
