create function masking.key_is_used(key_id text)
returns boolean
language plpgsql stable security definer
set search_path = ''
as $$
begin
  return exists (select from public.phone_conversation_participants p where split_part(p.phone_hash, '.', 1) = key_is_used.key_id)
      or exists (select from public.phone_conversation_participants p where split_part(p.phone_encrypted, '.', 2) = key_is_used.key_id)
      or exists (select from public.user_phone_numbers u where split_part(u.phone_hash, '.', 1) = key_is_used.key_id)
      or exists (select from public.user_phone_numbers u where split_part(u.phone_encrypted, '.', 2) = key_is_used.key_id)
      or exists (select from public.sms_opt_outs o where split_part(o.phone_hash, '.', 1) = key_is_used.key_id)
      or exists (select from public.sms_opt_outs o where split_part(o.phone_encrypted, '.', 2) = key_is_used.key_id)
      or exists (select from public.phone_blocks b where split_part(b.blocker_hash, '.', 1) = key_is_used.key_id)
      or exists (select from public.phone_blocks b where split_part(b.blocked_hash, '.', 1) = key_is_used.key_id)
      or exists (select from public.legal_holds h where split_part(h.phone_hash, '.', 1) = key_is_used.key_id)
      or exists (select from public.phone_number_pool n where split_part(n.phone_hash, '.', 1) = key_is_used.key_id)
      or exists (select from public.sms_messages m
                 where m.body_encrypted is not null and split_part(m.body_encrypted, '.', 2) = key_is_used.key_id)
      or exists (select from public.sms_messages m
                 where m.media #>> '{0,url_encrypted}' is not null
                   and split_part(m.media #>> '{0,url_encrypted}', '.', 2) = key_is_used.key_id)
      or exists (select from public.stranger_asks a where split_part(a.phone_hash, '.', 1) = key_is_used.key_id)
      or exists (select from public.stranger_asks a where split_part(a.phone_encrypted, '.', 2) = key_is_used.key_id);
end
$$;

comment on function masking.key_is_used(text) is
  'Whether a number or a text is stored under this key. Limits and idempotency keys, which end by themselves, do not count.';

revoke all on function masking.key_is_used(text) from public, anon, authenticated, service_role;
