-- Supabase Storage keeps the media. Nobody has a policy on its objects: only the secret key reads and writes, and who has a signed link reads.
do $$
begin
  if to_regclass('storage.buckets') is null then
    raise notice 'There is no Supabase Storage: pictures and other media will not be relayed until a private bucket maskline-media exists';
  else
    execute $bucket$
      insert into storage.buckets (id, name, public) values ('maskline-media', 'maskline-media', false)
      on conflict (id) do update set public = false
    $bucket$;
  end if;
end
$$;
