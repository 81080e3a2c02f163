import { settlesWithin } from "./settles_within.ts";

/**
 * Sends the signals one after the other, each after its predecessor's time in milliseconds, and SIGKILL at last; resolves when the
 * child has ended.
 */
export async function endChild(
  child: Deno.ChildProcess,
  signals: readonly (readonly [signal: Deno.Signal, milliseconds: number])[],
): Promise<void> {
  for (const [signal, milliseconds] of [...signals, ["SIGKILL", 5_000] as const]) {
    try {
      child.kill(signal);
    } catch {
      // It has ended by itself: its status is there already.
    }
    if (await settlesWithin(child.status, milliseconds)) return;
  }
  throw new Error(`End process ${child.pid}: it has not ended on SIGKILL`);
}
