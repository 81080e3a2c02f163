create function masking.create_conversation(
  created_by uuid, people jsonb, mode text, geo_match text, friendly_name text, metadata jsonb, client_id text,
  expires_at timestamptz, idle_timeout interval, cooldown interval,
  idempotency_id text, request_hash text, now timestamptz default now(), leak_policy text default 'allow',
  label_messages boolean default false, starts_at timestamptz default null,
  extend_on_activity interval default null, max_expires_at timestamptz default null,
  language text default null, record_calls boolean default false, sticky text default 'prefer',
  geo_radius_km int default null, announcement text default null, pin_required boolean default false)
returns jsonb
language plpgsql security definer
set search_path = '' set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  v_conversation_id uuid;
  v_numbers text[];
  v_hashes text[];
begin
  v_conversation_id := masking.claim_idempotency_key(
    create_conversation.idempotency_id, create_conversation.request_hash, create_conversation.now);
  if v_conversation_id is not null then
    return masking.conversation_view(v_conversation_id, create_conversation.created_by);
  end if;

  select array_agg(p.value ->> 'phone_hash') into v_hashes
  from jsonb_array_elements(create_conversation.people) p;
  perform masking.refuse_blocked(v_hashes);

  v_numbers := masking.allocate_numbers(
    create_conversation.people, create_conversation.mode, create_conversation.geo_match, create_conversation.now,
    create_conversation.sticky, geo_radius_km => create_conversation.geo_radius_km);

  insert into public.phone_conversations (
    created_by, client_id, friendly_name, mode, masked_number, people_key, metadata,
    idle_timeout, cooldown, starts_at, expires_at, extend_on_activity, max_expires_at, is_group, label_messages,
    record_calls, pin_required, leak_policy, language, announcement, last_interaction_at, created_at)
  values (
    create_conversation.created_by, create_conversation.client_id, create_conversation.friendly_name, create_conversation.mode,
    case when v_numbers[1] = all (v_numbers) then v_numbers[1] end, masking.people_key(v_hashes), create_conversation.metadata,
    create_conversation.idle_timeout, create_conversation.cooldown, create_conversation.starts_at, create_conversation.expires_at,
    create_conversation.extend_on_activity, create_conversation.max_expires_at,
    jsonb_array_length(create_conversation.people) > 2, create_conversation.label_messages,
    create_conversation.record_calls, create_conversation.pin_required, create_conversation.leak_policy, create_conversation.language,
    create_conversation.announcement, create_conversation.now, create_conversation.now)
  returning id into v_conversation_id;

  insert into public.phone_conversation_participants (
    conversation_id, user_id, label, phone_hash, phone_encrypted, proxy_number, joined_at)
  select v_conversation_id, p.user_id, p.label, p.phone_hash, p.phone_encrypted, v_numbers[p.ordinality], create_conversation.now
  from rows from (
    jsonb_to_recordset(create_conversation.people)
      as (user_id uuid, label text, phone_hash text, phone_encrypted text)
  ) with ordinality as p(user_id, label, phone_hash, phone_encrypted, ordinality)
  order by p.ordinality;
  perform masking.label_seats(v_conversation_id);

  perform masking.settle_idempotency_key(create_conversation.idempotency_id, v_conversation_id::text);
  return masking.conversation_view(v_conversation_id, create_conversation.created_by);
end
$$;

comment on function masking.create_conversation(
  uuid, jsonb, text, text, text, jsonb, text, timestamptz, interval, interval, text, text, timestamptz, text,
  boolean, timestamptz, interval, timestamptz, text, boolean, text, int, text, boolean) is
  'Connects the people [{user_id, label, phone_hash, phone_encrypted, country_code, area_code}]. MSKPE: no free number. MSKBL: blocked.';

revoke all on function masking.create_conversation(
  uuid, jsonb, text, text, text, jsonb, text, timestamptz, interval, interval, text, text, timestamptz, text,
  boolean, timestamptz, interval, timestamptz, text, boolean, text, int, text, boolean) from public, anon, authenticated, service_role;
grant execute on function masking.create_conversation(
  uuid, jsonb, text, text, text, jsonb, text, timestamptz, interval, interval, text, text, timestamptz, text,
  boolean, timestamptz, interval, timestamptz, text, boolean, text, int, text, boolean) to maskline;
