create function masking.held_conversations()
returns setof uuid
language sql stable security definer
set search_path = ''
as $$
  select h.conversation_id from public.legal_holds h where h.conversation_id is not null
  union
  select p.conversation_id
  from public.legal_holds h
  cross join lateral masking.person_seats(h.phone_hash, h.user_id) p
  where h.conversation_id is null
  union
  select c.id from public.phone_conversations c where c.frozen_at is not null;
$$;

comment on function masking.held_conversations() is 'Conversations under a legal hold (their own, or that of somebody who ever had a seat) and those frozen by a REPORT.';

revoke all on function masking.held_conversations() from public, anon, authenticated, service_role;
