import { until } from "../../../local/process/until.ts";
import type { TestStack } from "./test_stack.ts";

/**
 * Kills `sms-webhook` while `by`, a function of schema `masking`, updates `column` of `table`: before that is stored, or, if
 * `isKept`, when the database goes on to store it. `act` leads there. What was begun is over afterwards, and the function runs again.
 */
export async function killDuringUpdate(
  { sql, stack, call }: TestStack,
  { table, column, by }: { table: string; column: string; by: string },
  isKept: boolean,
  act: () => Promise<unknown>,
): Promise<void> {
  await sql.unsafe(`
    create function public.wait_for_the_test() returns trigger language plpgsql as
    'begin perform pg_advisory_xact_lock(4711); return new; end';
    create trigger wait_for_the_test before update of ${column} on public.${table}
    for each row execute function public.wait_for_the_test()`);
  const lock = await sql.reserve();
  await lock`select pg_advisory_lock(4711)`;
  const waiting = () =>
    sql`select pid from pg_stat_activity where wait_event_type = 'Lock' and query like ${`%${by}%`}`;
  await act();
  await until(`${by} waits`, async () => (await waiting()).length === 1);
  stack.functions.kill("sms-webhook", "SIGKILL");
  if (!isKept) await sql`select pg_terminate_backend(${(await waiting())[0]!.pid})`;
  await lock`select pg_advisory_unlock(4711)`;
  lock.release();
  await until("nothing waits", async () => (await waiting()).length === 0);
  await sql`drop function public.wait_for_the_test() cascade`;
  await until("sms-webhook runs", async () => {
    const unsigned = await call("POST", "/sms-webhook", "");
    await unsigned.body?.cancel();
    return unsigned.status === 403;
  });
}
