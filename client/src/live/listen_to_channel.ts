import type { SupabaseLike } from "../create_call.ts";
import type { Change } from "./changes.ts";

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 300_000;

/** What goes on at the same time on one client is put in a row: a channel that is being left must not be joined. */
const rows = new WeakMap<SupabaseLike, Promise<unknown>>();

/**
 * Joins a private channel and tells its `change` events. `onLive` says whether it is joined. Where Realtime does not answer it leaves the
 * channel, so that nothing connects again and again, and tries anew later. Returns what ends it.
 */
export function listenToChannel(
  supabase: SupabaseLike,
  topic: string,
  { onLive, onChange }: {
    onLive(live: boolean): void;
    onChange(change: Change): void;
  },
): () => void {
  let ended = false;
  let leave: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_RETRY_MS;

  const join = () =>
    inARow(supabase, async () => {
      if (ended) return;
      // A private channel is joined with the token of whoever is signed in.
      await supabase.realtime.setAuth();
      if (ended) return;
      const channel = supabase.channel(topic, { config: { private: true } });
      let left = false;
      leave = () => {
        if (left) return;
        left = true;
        void inARow(supabase, () => supabase.removeChannel(channel));
      };
      channel
        .on("broadcast", { event: "change" }, ({ payload }) => {
          if (!left) onChange(payload as Change);
        })
        .subscribe((status) => {
          if (left) return;
          if (status === "SUBSCRIBED") wait = FIRST_RETRY_MS;
          onLive(status === "SUBSCRIBED");
          if (status !== "SUBSCRIBED") later();
        });
    }).catch(later);

  const later = () => {
    leave?.();
    if (ended) return;
    clearTimeout(timer);
    timer = setTimeout(join, wait);
    wait = Math.min(wait * 2, LAST_RETRY_MS);
  };

  void join();
  return () => {
    ended = true;
    clearTimeout(timer);
    leave?.();
  };
}

function inARow(
  supabase: SupabaseLike,
  step: () => Promise<unknown>,
): Promise<unknown> {
  const before = rows.get(supabase) ?? Promise.resolve();
  const turn = before.catch(() => {}).then(step);
  rows.set(supabase, turn);
  return turn;
}
