-- A policy on participants that read participants would never end: this function reads them past the policies.
create function private.own_conversation_ids()
returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select p.conversation_id
  from public.phone_conversation_participants p
  where p.user_id = (select auth.uid()) and p.left_at is null;
$$;

comment on function private.own_conversation_ids() is 'The conversations in which the signed-in user has a seat.';

revoke all on function private.own_conversation_ids() from public, anon, service_role;
grant execute on function private.own_conversation_ids() to authenticated;

alter table public.phone_conversations enable row level security;
revoke all on public.phone_conversations from anon, authenticated, service_role;
grant select (id, created_by, client_id, friendly_name, mode, status, masked_number, metadata, idle_timeout, starts_at, expires_at,
              extend_on_activity, max_expires_at, last_interaction_at, created_at, closed_at, closed_reason)
  on public.phone_conversations to authenticated, service_role;

grant select (blocked_at, reported_at, frozen_at) on public.phone_conversations to service_role;

create policy "Participants read their conversations"
  on public.phone_conversations for select to authenticated
  using (id in (select private.own_conversation_ids()));

alter table public.phone_conversation_participants enable row level security;
revoke all on public.phone_conversation_participants from anon, authenticated, service_role;
grant select (id, conversation_id, user_id, label, proxy_number, joined_at, left_at)
  on public.phone_conversation_participants to authenticated;
grant select (id, conversation_id, user_id, label, proxy_number, joined_at, left_at, cooldown_until, released_at)
  on public.phone_conversation_participants to service_role;

create policy "Participants see who else is in their conversations"
  on public.phone_conversation_participants for select to authenticated
  using (conversation_id in (select private.own_conversation_ids()));
