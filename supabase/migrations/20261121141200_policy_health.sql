create function masking.policy_health()
returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC'
as $$
begin
  return (
    select jsonb_build_object(
      'policy_pending', count(*) filter (where d.state = 'pending'),
      'policy_pending_since', min(d.created_at) filter (where d.state = 'pending'),
      'policy_held', count(*) filter (where d.state = 'held'),
      'policy_unanswered', count(*) filter (where d.state = 'held' and d.reason = 'no_answer'))
    from public.policy_decisions d
    join public.sms_messages m on m.id = d.message_id and m.body_encrypted is not null
    where d.state in ('pending', 'held'));
end
$$;

comment on function masking.policy_health() is
  'How many messages wait for the policy hook, since when, and how many for the service: in all, and those of which the hook said nothing for a day.';

revoke all on function masking.policy_health() from public, anon, authenticated, service_role;
grant execute on function masking.policy_health() to maskline;
