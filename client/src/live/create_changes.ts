import type { SupabaseLike } from "../create_call.ts";
import type { Changes, Session, Watcher } from "./changes.ts";
import { listenToChannel } from "./listen_to_channel.ts";

/** One channel a supabase-js client, however many clients of ours are made of it. */
const shared = new WeakMap<SupabaseLike, Changes>();

/** The changes of whoever is signed in, over one private Realtime channel of that user. */
export function createChanges(
  supabase: SupabaseLike,
  options: { realtime?: boolean; as?: "user" | "service" },
): Changes {
  if (options.as === "service") {
    return silent({ identity: "service", live: false });
  }
  if (options.realtime === false) return watchUser(supabase, false);
  let changes = shared.get(supabase);
  if (!changes) shared.set(supabase, changes = watchUser(supabase, true));
  return changes;
}

function silent(session: Session): Changes {
  return {
    watch: (watcher) => {
      watcher.onSession(session);
      return () => {};
    },
  };
}

function watchUser(supabase: SupabaseLike, realtime: boolean): Changes {
  const watchers = new Set<Watcher>();
  let session: Session = { identity: undefined, live: false };
  let close: (() => void) | undefined;

  const tell = (next: Session) => {
    if (next.identity === session.identity && next.live === session.live) {
      return;
    }
    session = next;
    for (const watcher of [...watchers]) watcher.onSession(session);
  };

  const open = () => {
    let leave = () => {};
    const signedIn = (identity: string | null) => {
      if (identity === session.identity) return;
      leave();
      leave = () => {};
      tell({ identity, live: false });
      if (identity === null || !realtime) return;
      leave = listenToChannel(supabase, `maskline:${identity}`, {
        onLive: (live) => tell({ identity, live }),
        onChange: (change) => {
          for (const watcher of [...watchers]) watcher.onChange(change);
        },
      });
    };
    const stop = watchSession(supabase, signedIn);
    return () => {
      stop();
      leave();
      session = { identity: undefined, live: false };
    };
  };

  return {
    watch(watcher) {
      watchers.add(watcher);
      watcher.onSession(session);
      close ??= open();
      return () => {
        watchers.delete(watcher);
        // Not at once: what React unmounts and mounts in one go need not open the channel anew.
        queueMicrotask(() => {
          if (watchers.size > 0) return;
          close?.();
          close = undefined;
        });
      };
    },
  };
}

/** Says who is signed in, now and whenever that changes. */
function watchSession(
  supabase: SupabaseLike,
  onIdentity: (identity: string | null) => void,
): () => void {
  try {
    const { data } = supabase.auth.onAuthStateChange((_event, session) =>
      onIdentity(session?.user.id ?? null)
    );
    return () => data.subscription.unsubscribe();
  } catch {
    // A client with tokens of another issuer (`accessToken`) has no `auth`: nobody says whose they are.
    onIdentity("token");
    return () => {};
  }
}
