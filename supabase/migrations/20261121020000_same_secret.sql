-- How long it takes to compare two digests says nothing about the secrets: nobody knows the salt.
create function masking.same_secret(one text, other text)
returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_salt constant text := gen_random_uuid()::text;
begin
  return sha256(convert_to(v_salt || one, 'UTF8')) = sha256(convert_to(v_salt || other, 'UTF8'));
end
$$;

comment on function masking.same_secret(text, text) is 'Whether two secrets are the same, in a time that does not tell how much of them is.';

revoke all on function masking.same_secret(text, text) from public, anon, authenticated, service_role;
