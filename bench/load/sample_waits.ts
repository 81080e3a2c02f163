import type { Sql } from "postgres";

/** How many looks found a connection of the functions busy with `doing`, and what it waited for; `kind` is "CPU" when for nothing. */
export type Waits = { doing: string; kind: string; event: string; looks: number }[];

const EVERY_MILLISECONDS = 20;

/** Looks at what the functions' connections do, again and again until the work is done. */
export async function sampleWaits<Result>(
  sql: Sql,
  work: () => Promise<Result>,
): Promise<{ result: Result; waits: Waits }> {
  const found = new Map<string, Waits[number]>();
  let looking = true;
  const look = async () => {
    while (looking) {
      const rows = await sql<Waits>`
        select coalesce(substring(query from 'masking\\.(\\w+)'), 'other') as doing,
               coalesce(wait_event_type, 'CPU') as kind, coalesce(wait_event, '') as event, count(*)::int as looks
        from pg_stat_activity
        where state = 'active' and pid <> pg_backend_pid() and application_name = 'maskline'
        group by 1, 2, 3`;
      for (const row of rows) {
        const key = `${row.doing} ${row.kind} ${row.event}`;
        const before = found.get(key)?.looks ?? 0;
        found.set(key, { ...row, looks: before + row.looks });
      }
      await new Promise((resolve) => setTimeout(resolve, EVERY_MILLISECONDS));
    }
  };
  const [result] = await Promise.all([work().finally(() => looking = false), look()]);
  return { result, waits: [...found.values()].sort((a, b) => b.looks - a.looks) };
}

/** Of the looks that found somebody busy, how many found so, in percent. */
export function shareOfWaits(waits: Waits, isSo: (wait: Waits[number]) => boolean): number {
  const count = (some: Waits) => some.reduce((sum, { looks }) => sum + looks, 0);
  return waits.length === 0 ? 0 : count(waits.filter(isSo)) / count(waits) * 100;
}
