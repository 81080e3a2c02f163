create function masking.call_plan(call_id uuid, max_seconds int, now timestamptz)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'call_id', c.id,
      'conversation_id', c.conversation_id,
      'language', v.language,
      'outcome', c.outcome,
      'question', case when c.outcome = 'asked' then masking.call_question(c) end,
      'announcement', v.announcement,
      'record_calls', coalesce(v.record_calls, false),
      -- Nobody talks on beyond the conversation's end.
      'max_seconds', greatest(1, least(call_plan.max_seconds, extract(epoch from v.expires_at - call_plan.now))::int),
      'legs', (
        select coalesce(jsonb_agg(
          jsonb_build_object(
            'call_id', leg.id, 'to_encrypted', p.phone_encrypted, 'from', p.proxy_number, 'language', v.language)
          order by p.position), '[]')
        from public.phone_calls leg
        join public.phone_conversation_participants p on p.id = leg.participant_id
        where leg.parent_id = c.id and leg.ended_at is null and p.phone_encrypted is not null))
    from public.phone_calls c
    left join public.phone_conversations v on v.id = c.conversation_id
    where c.id = call_plan.call_id);
end
$$;

comment on function masking.call_plan(uuid, int, timestamptz) is
  'What to do about a call: its outcome, and whom to ring [{call_id, to_encrypted, from, language}], each with the number that was lent '
  'to that person; question: what the policy hook is asked, while the outcome is asked.';

revoke all on function masking.call_plan(uuid, int, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.call_plan(uuid, int, timestamptz) to maskline;
