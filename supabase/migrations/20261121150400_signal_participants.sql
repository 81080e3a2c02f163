create function masking.signal_participants()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
  v_seats uuid[];
begin
  if tg_op = 'INSERT' then
    v_seats := array(select s.id from changed s);
  else
    -- That somebody is muted is nobody else's business.
    v_seats := array(
      select s.id from changed s join before b on b.id = s.id
      where (s.user_id, s.label, s.proxy_number, s.left_at) is distinct from (b.user_id, b.label, b.proxy_number, b.left_at));
  end if;

  perform masking.signal_user(u.user_id, 'conversations', u.conversation_id)
  from (
    -- Those whose seats they are, also when they have left, and those who see them.
    select distinct p.user_id, p.conversation_id
    from public.phone_conversation_participants s
    join public.phone_conversation_participants p on p.conversation_id = s.conversation_id
    where s.id = any (v_seats) and (p.id = s.id or p.left_at is null) and p.user_id is not null
  ) u;
  return null;
end
$$;

comment on function masking.signal_participants() is
  'Whoever gives, changes or ends seats has the users of the conversation signaled, once however many seats these are.';

revoke all on function masking.signal_participants() from public, anon, authenticated, service_role;
