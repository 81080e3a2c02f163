import type postgres from "postgres";

const SHOWN = 40;
const NUMBERS = 60;
const BINDINGS = 24;

/**
 * What the database holds: pool numbers with their live and cooling bindings, so many as a page can show, and of one conversation (or none) the seats,
 * the latest messages and their forwards. All that is personal in it is hash and ciphertext.
 */
export async function readRows(sql: postgres.Sql, conversationId: string | null): Promise<unknown> {
  const id = /^[0-9a-f-]{36}$/.test(conversationId ?? "") ? conversationId : null;
  const [row] = await sql`
    with latest as materialized (
      select * from public.sms_messages m where m.conversation_id = ${id}::uuid
      order by m.created_at desc, m.id desc limit ${SHOWN}
    )
    select
      (select coalesce(jsonb_agg(jsonb_build_object(
          'number', n.number, 'status', n.status, 'bindings', (
            select coalesce(jsonb_agg(jsonb_build_object(
                'participant_id', b.id, 'conversation_id', b.conversation_id, 'label', b.label,
                'phone_hash', b.phone_hash, 'cooldown_until', b.cooldown_until)
              order by b.position), '[]')
            from (
              select p.id, p.position, p.conversation_id, p.label, p.phone_hash,
                     coalesce(p.cooldown_until, c.closed_at + c.cooldown) as cooldown_until
              from public.phone_conversation_participants p
              join public.phone_conversations c on c.id = p.conversation_id
              where p.proxy_number = n.number and p.released_at is null
              order by p.position desc limit ${BINDINGS}) b))
        order by n.number), '[]')
       from (select number, status from public.phone_number_pool order by number limit ${NUMBERS}) n) as pool,
      (select jsonb_build_object('status', c.status, 'expires_at', c.expires_at, 'closed_reason', c.closed_reason)
       from public.phone_conversations c where c.id = ${id}::uuid) as conversation,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'id', k.id, 'status', k.status, 'accepted_at', k.accepted_at)
        order by k.created_at), '[]')
       from public.phone_calls k where k.conversation_id = ${id}::uuid) as calls,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'id', p.id, 'label', p.label, 'phone_hash', p.phone_hash, 'phone_encrypted', p.phone_encrypted,
          'proxy_number', p.proxy_number, 'joined_at', p.joined_at, 'left_at', p.left_at,
          'cooldown_until', p.cooldown_until, 'released_at', p.released_at)
        order by p.position), '[]')
       from public.phone_conversation_participants p where p.conversation_id = ${id}::uuid) as seats,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'id', m.id, 'provider_sid', m.provider_sid, 'sender_participant_id', m.sender_participant_id,
          'direction', m.direction, 'outcome', m.outcome, 'body_encrypted', left(m.body_encrypted, 400),
          'created_at', m.created_at)
        order by m.created_at desc, m.id desc), '[]')
       from latest m) as messages,
      (select coalesce(jsonb_agg(jsonb_build_object(
          'id', f.id, 'message_id', f.message_id, 'recipient_participant_id', f.recipient_participant_id,
          'part', f.part, 'status', f.status, 'attempts', f.attempts, 'next_attempt_at', f.next_attempt_at,
          'error_code', f.error_code, 'provider_sid', f.provider_sid, 'created_at', f.created_at,
          'sent_at', f.sent_at, 'delivered_at', f.delivered_at)
        order by f.position), '[]')
       from public.sms_forwards f join latest m on m.id = f.message_id) as forwards`;
  return row;
}
