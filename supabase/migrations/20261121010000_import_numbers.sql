create function masking.import_numbers(numbers jsonb, now timestamptz default now())
returns jsonb
language sql security definer
set search_path = '' set timezone = 'UTC'
as $$
  with imported as (
    insert into public.phone_number_pool as n (
      number, phone_hash, provider, provider_sid, country_code, area_code, sms, mms, voice, segments_per_second, reserved,
      created_at, updated_at)
    select i.number, i.phone_hash, i.provider, i.provider_sid, i.country_code, i.area_code, i.sms, i.mms, i.voice,
           coalesce(i.segments_per_second, 1), coalesce(i.reserved, false),
           import_numbers.now, import_numbers.now
    from jsonb_to_recordset(import_numbers.numbers) as i(
      number text, phone_hash text, provider text, provider_sid text, country_code text, area_code text,
      sms boolean, mms boolean, voice boolean, segments_per_second numeric, reserved boolean)
    on conflict (number) do update set
      provider = excluded.provider, provider_sid = coalesce(excluded.provider_sid, n.provider_sid),
      phone_hash = excluded.phone_hash, country_code = excluded.country_code, area_code = excluded.area_code,
      sms = excluded.sms, mms = excluded.mms, voice = excluded.voice,
      segments_per_second = excluded.segments_per_second,
      reserved = coalesce(
        (select (i.value ->> 'reserved')::boolean from jsonb_array_elements(import_numbers.numbers) i
         where i.value ->> 'number' = n.number), n.reserved),
      status = 'active', updated_at = excluded.updated_at,
      release_requested_at = null, released_at = null, bad_since = null, bad_code = null
    -- Not while the carrier is being told to take it back.
    where n.status <> 'retired' or n.release_requested_at is null or n.released_at is not null
    returning n.*
  )
  select coalesce(jsonb_agg(to_jsonb(i) - 'phone_hash' order by i.number), '[]') from imported i;
$$;

comment on function masking.import_numbers(jsonb, timestamptz) is
  'Adds numbers that the carrier account owns to the pool; one that is there is brought up to date and lent again. '
  'One that is being given back to the carrier at this moment is left out.';

revoke all on function masking.import_numbers(jsonb, timestamptz) from public, anon, authenticated, service_role;
grant execute on function masking.import_numbers(jsonb, timestamptz) to maskline;
