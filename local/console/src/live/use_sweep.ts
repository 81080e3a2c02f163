import { useCallback, useEffect, useRef, useState } from "react";
import { backend } from "../stack/backend.ts";
import type { ForwardRow, Rows } from "../stack/live_data.ts";

const WAITING = ["queued", "unknown", "sending"];

/** What cron does every minute on a hosted project: `automatic` does it here as soon as something is due. */
export type Sweep = {
  automatic: boolean;
  setAutomatic: (automatic: boolean) => void;
  busy: boolean;
  last: { at: number; did: string } | null;
  sweep: () => Promise<void>;
};

/** Sweeps by hand, or by itself as soon as a text in the rows is due. */
export function useSweep(rows: Rows | null): Sweep {
  const [automatic, setAutomatic] = useState(true);
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState<Sweep["last"]>(null);
  const running = useRef(false);

  const sweep = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      setLast({ at: Date.now(), did: describe(await backend.sweep()) });
    } catch (error) {
      setLast({ at: Date.now(), did: (error as Error).message });
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);

  useEffect(() => {
    const waiting = rows?.forwards.filter(({ status }) => WAITING.includes(status)) ?? [];
    if (!automatic || waiting.length === 0) return;
    const timer = setInterval(() => {
      if (waiting.some((forward) => isDue(forward, Date.now()))) sweep();
    }, 1_000);
    return () => clearInterval(timer);
  }, [automatic, rows, sweep]);

  return { automatic, setAutomatic, busy, last, sweep };
}

/** What was handed out a moment ago is still on its way by itself. */
function isDue({ next_attempt_at, created_at }: ForwardRow, now: number): boolean {
  return Date.parse(next_attempt_at) < now && Date.parse(created_at) < now - 3_000;
}

function describe(did: Record<string, number | boolean>): string {
  const done = Object.entries(did).filter(([, count]) => typeof count === "number" && count > 0);
  return done.length === 0
    ? "nothing to do"
    : done.map(([what, count]) => `${what} ${count}`).join(", ");
}
