import type postgres from "postgres";
import type { startEventReceiver } from "../support/event_receiver.ts";

export type EventVerdict = {
  /** Events that the app never took, and forwards that were settled without one. */
  untold: string[];
  /** Events that the app took before an earlier one of their conversation. */
  toldOutOfOrder: string[];
};

/** Has a receiver refuse every tenth event; the ids of those that it takes, in order. */
export function takeMostEvents(receiver: ReturnType<typeof startEventReceiver>): string[] {
  const taken: string[] = [];
  let asked = 0;
  receiver.answersWith(({ id }) => {
    if (asked++ % 10 === 0) return new Response(null, { status: 503 });
    taken.push(id);
    return new Response();
  });
  return taken;
}

type StoredEvent = {
  id: string;
  conversation_id: string;
  recipient: string | null;
  forward: string | null;
};

/**
 * Compares what the app took with what is stored; what came twice counts when it first came. Order is asked of what cannot have
 * happened at the same moment: what became of one forward, and the first that became of each forward to the same recipient.
 */
export async function judgeEvents(sql: postgres.Sql, taken: string[]): Promise<EventVerdict> {
  const firstTaken = new Map([...taken.entries()].toReversed().map(([place, id]) => [id, place]));
  const stored = await sql<StoredEvent[]>`
    select id, conversation_id, data ->> 'recipient_id' as recipient, data ->> 'forward_id' as forward
    from public.outgoing_events
    order by position`;
  const silent = await sql<{ id: string }[]>`
    select f.id from public.sms_forwards f
    where f.status in ('delivered', 'undelivered', 'failed', 'suppressed')
      and not exists (select from public.outgoing_events e where e.data ->> 'forward_id' = f.id::text)`;
  const lastOf = new Map<string, number>();
  const toldOutOfOrder = stored.filter(({ id, conversation_id, recipient, forward }) => {
    const isFirst = forward === null || !lastOf.has(forward);
    const orders = [forward ?? conversation_id, ...(isFirst && recipient ? [recipient] : [])];
    const place = firstTaken.get(id) ?? Infinity;
    const isEarly = orders.some((order) => place < (lastOf.get(order) ?? -1));
    for (const order of orders) lastOf.set(order, place);
    return isEarly;
  });
  return {
    untold: [...stored.filter(({ id }) => !firstTaken.has(id)), ...silent].map(({ id }) => id),
    toldOutOfOrder: toldOutOfOrder.map(({ id }) => id),
  };
}
