create function masking.request_phone_code(
  user_id uuid, phone_hash text, phone_encrypted text, code_hash text, expires_in interval, now timestamptz default now())
returns jsonb
language plpgsql security definer
set search_path = '' set timezone = 'UTC'
as $$
declare
  v_phone public.user_phone_numbers;
begin
  if exists (select from public.phone_number_pool n where n.phone_hash = request_phone_code.phone_hash) then
    raise exception 'A pool number cannot be somebody''s own' using errcode = 'MSKOW';
  end if;

  insert into public.user_phone_numbers as u (
    user_id, phone_hash, phone_encrypted, verification_code_hash, verification_expires_at, created_at, updated_at)
  values (
    request_phone_code.user_id, request_phone_code.phone_hash, request_phone_code.phone_encrypted, request_phone_code.code_hash,
    request_phone_code.now + request_phone_code.expires_in, request_phone_code.now, request_phone_code.now)
  on conflict on constraint a_user_links_a_number_once do update set
    phone_encrypted = excluded.phone_encrypted, verification_code_hash = excluded.verification_code_hash,
    verification_expires_at = excluded.verification_expires_at, verification_attempts = 0, updated_at = excluded.updated_at
  returning u.* into v_phone;

  return jsonb_build_object(
    'id', v_phone.id, 'verified_at', v_phone.verified_at, 'created_at', v_phone.created_at,
    'code_expires_at', v_phone.verification_expires_at, 'opted_out', masking.is_opted_out(v_phone.phone_hash));
end
$$;

comment on function masking.request_phone_code(uuid, text, text, text, interval, timestamptz) is
  'Notes the code that this user has to tell to prove this number; it replaces an earlier one. MSKOW: a pool number.';

revoke all on function masking.request_phone_code(uuid, text, text, text, interval, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.request_phone_code(uuid, text, text, text, interval, timestamptz) to maskline;
