create function masking.in_language(notice jsonb, language text)
returns text
language plpgsql immutable
set search_path = ''
as $$
begin
  return coalesce(notice ->> in_language.language, notice ->> 'default');
end
$$;

comment on function masking.in_language(jsonb, text) is
  'The ciphertext of a notice {default, and one for each language} in the language of a conversation, which has none where it is null.';

revoke all on function masking.in_language(jsonb, text) from public, anon, authenticated, service_role;
