create function masking.relay_message(
  conversation_id uuid, sender_participant_id uuid, not_to_participant_id uuid,
  direction text, provider_sid text, body_encrypted text, media jsonb, segments int, now timestamptz,
  size jsonb default null, only_to_participant_id uuid default null, label_joint text default null, message_id uuid default null)
returns uuid
language plpgsql security definer
set search_path = ''
as $$
declare
  v_message_id uuid;
  v_leak_guard text;
  v_label_joint text;
  v_prefix text;
  v_prefix_length int;
  v_parts int;
  v_media_parts int := 0;
  v_segments int := relay_message.segments;
begin
  -- Locks the conversation, so that the positions of its forwards are in the order of their commits.
  update public.phone_conversations c
  set last_interaction_at = greatest(c.last_interaction_at, relay_message.now),
      expires_at = case when c.extend_on_activity is null then c.expires_at
                     else greatest(c.expires_at, least(relay_message.now + c.extend_on_activity, c.max_expires_at)) end
  where c.id = relay_message.conversation_id
  returning nullif(c.leak_policy, 'allow'), coalesce(relay_message.label_joint, case when c.is_group or c.label_messages then ': ' end)
  into v_leak_guard, v_label_joint;

  if v_label_joint is not null then
    select p.label || v_label_joint into v_prefix
    from public.phone_conversation_participants p where p.id = relay_message.sender_participant_id;
  end if;
  -- As JavaScript and the carrier count: what is beyond the 16 bits counts twice.
  v_prefix_length := coalesce(char_length(v_prefix) + regexp_count(v_prefix, '[\U00010000-\U0010FFFF]'), 0);
  -- If every file became a link and one more could not be had: room for that, below the words or in parts of its own.
  if relay_message.media <> '[]' and (size ->> 'length')::int + v_prefix_length
       + (size ->> 'file_length')::int * jsonb_array_length(relay_message.media) + (size ->> 'note_length')::int > 1600 then
    v_media_parts := ceil(jsonb_array_length(relay_message.media)
      / floor((1600 - v_prefix_length - (size ->> 'note_length')::int) / (size ->> 'file_length')::numeric));
  end if;
  v_parts := greatest(
    case when v_media_parts = 0 then 1 else 0 end, ceil((size ->> 'length')::numeric / (1600 - v_prefix_length)));
  if v_prefix_length > 0 and size is not null then
    v_segments := case when v_prefix ~ '^[A-Za-z0-9 .,:()''-]*$'
      then relay_message.segments + (v_prefix_length > (size ->> 'room')::int)::int
      else (size ->> 'segments_ucs2')::int end;
  end if;

  insert into public.sms_messages (
    id, conversation_id, sender_participant_id, direction, provider_sid, body_encrypted, media, segments, parts, media_parts, label_joint,
    only_to_participant_id, outcome, leak_guard, created_at)
  values (
    coalesce(relay_message.message_id, gen_random_uuid()), relay_message.conversation_id, relay_message.sender_participant_id,
    relay_message.direction, relay_message.provider_sid,
    relay_message.body_encrypted, relay_message.media, ceil(v_segments::numeric / greatest(v_parts, 1)),
    v_parts + v_media_parts, v_media_parts, case when v_prefix is not null then v_label_joint end,
    relay_message.only_to_participant_id, 'forwarded',
    case when relay_message.sender_participant_id is not null then v_leak_guard end, relay_message.now)
  returning id into v_message_id;

  insert into public.sms_forwards (
    message_id, conversation_id, recipient_participant_id, part, status, next_attempt_at, created_at, give_up_at)
  select v_message_id, p.conversation_id, p.id, part,
         case when p.muted_at is not null or exists (select from public.sms_opt_outs o where o.phone_hash = p.phone_hash)
           then 'suppressed' else 'queued' end,
         relay_message.now, relay_message.now,
         -- What waits behind a text that waits for the end of quiet hours has as long as that one.
         greatest(relay_message.now + interval '1 day', (
           select max(earlier.give_up_at) from public.sms_forwards earlier
           where earlier.conversation_id = p.conversation_id and earlier.recipient_participant_id = p.id
             and earlier.status in ('queued', 'sending', 'unknown')))
  from public.phone_conversation_participants p
  cross join generate_series(1, v_parts + v_media_parts) part
  where p.conversation_id = relay_message.conversation_id and p.left_at is null
    and p.id is distinct from relay_message.not_to_participant_id
    and coalesce(p.id = relay_message.only_to_participant_id, true)
  order by p.position, part;

  update public.sms_messages m
  set outcome = case when exists (select from public.sms_forwards f where f.message_id = v_message_id) then 'opted_out' else 'alone' end
  where m.id = v_message_id
    and not exists (select from public.sms_forwards f where f.message_id = v_message_id and f.status = 'queued');
  return v_message_id;
end
$$;

comment on function masking.relay_message(uuid, uuid, uuid, text, text, text, jsonb, int, timestamptz, jsonb, uuid, text, uuid) is
  'Stores a message and for each seat but one, or for the one that it names, a queued forward for each part; those of people who are '
  'muted or have opted out are suppressed. What a participant says is under the leak policy of this moment, and in a group its '
  'parts go out with the label in front; with a label_joint in any conversation. size as in masking.receive_message; files for whose '
  'links there may be no room below the words go in parts behind them.';

revoke all on function masking.relay_message(uuid, uuid, uuid, text, text, text, jsonb, int, timestamptz, jsonb, uuid, text, uuid) from public, anon, authenticated, service_role;
