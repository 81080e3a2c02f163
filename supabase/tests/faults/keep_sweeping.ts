import type { Sql } from "postgres";

/** Has `sweep` called again and again, as if each time a minute had passed; `stop()` says how many lost texts it recovered. */
export function keepSweeping(sql: Sql, sweep: () => Promise<Response>) {
  let recovered = 0;
  let sweeping = true;
  const sweeper = (async () => {
    while (sweeping) {
      // A minute of cron in a second: what waits for its next try, not what somebody holds.
      await sql`
        update public.sms_forwards set next_attempt_at = now()
        where status in ('queued', 'unknown', 'sent') and next_attempt_at < 'infinity'`
        .catch(() => {});
      // Also what somebody is asking about: the hook is asked twice, at the same time.
      await sql`update public.policy_decisions set next_attempt_at = now() where state = 'pending'`
        .catch(() => {});
      await sql`update public.outgoing_events set next_attempt_at = now() where status = 'due'`
        .catch(() => {});
      const swept = await sweep().then((response) => response.json()).catch(() => ({}));
      recovered += swept.recovered ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  })();
  return {
    async stop(): Promise<number> {
      sweeping = false;
      await sweeper;
      return recovered;
    },
  };
}
