-- What a key still holds is found by the key's id: "<id>.<hash>" and "v1.<id>.<iv>.<ciphertext>".
create index phone_number_pool_hash_key_idx on public.phone_number_pool (split_part(phone_hash, '.', 1));

create index phone_conversation_participants_hash_key_idx
  on public.phone_conversation_participants (split_part(phone_hash, '.', 1));
create index phone_conversation_participants_encryption_key_idx
  on public.phone_conversation_participants (split_part(phone_encrypted, '.', 2));

create index user_phone_numbers_hash_key_idx on public.user_phone_numbers (split_part(phone_hash, '.', 1));
create index user_phone_numbers_encryption_key_idx on public.user_phone_numbers (split_part(phone_encrypted, '.', 2));
create index user_phone_numbers_phone_hash_idx on public.user_phone_numbers (phone_hash);

create index sms_opt_outs_hash_key_idx on public.sms_opt_outs (split_part(phone_hash, '.', 1));
create index sms_opt_outs_encryption_key_idx on public.sms_opt_outs (split_part(phone_encrypted, '.', 2));

create index phone_blocks_blocker_key_idx on public.phone_blocks (split_part(blocker_hash, '.', 1));
create index phone_blocks_blocked_key_idx on public.phone_blocks (split_part(blocked_hash, '.', 1));
create index legal_holds_hash_key_idx on public.legal_holds (split_part(phone_hash, '.', 1));

create index sms_messages_encryption_key_idx
  on public.sms_messages (split_part(body_encrypted, '.', 2)) where body_encrypted is not null;

create index rate_limits_phone_hash_idx on public.rate_limits (split_part(id, ':', 2)) where id like 'phone\_hash:%';

-- A number that was hashed under two keys ("a|b") is stored under one of them: masking.known_phone_hash says which.
alter table public.phone_number_pool add constraint phone_hash_is_one_hash check (phone_hash not like '%|%');
alter table public.phone_conversation_participants add constraint phone_hash_is_one_hash check (phone_hash not like '%|%');
alter table public.user_phone_numbers add constraint phone_hash_is_one_hash check (phone_hash not like '%|%');
alter table public.sms_opt_outs add constraint phone_hash_is_one_hash check (phone_hash not like '%|%');
alter table public.phone_blocks add constraint phone_hash_is_one_hash check (blocker_hash || blocked_hash not like '%|%');
alter table public.legal_holds add constraint phone_hash_is_one_hash check (phone_hash not like '%|%');
alter table public.rate_limits add constraint id_has_one_hash check (id not like '%|%');
