import type { Change, Changes, Session, Watcher } from "./changes.ts";

/** Changes that a test tells. */
export function fakeChanges(session: Session = { identity: "ana", live: true }) {
  const watchers = new Set<Watcher>();
  const changes: Changes = {
    watch(watcher) {
      watchers.add(watcher);
      watcher.onSession(session);
      return () => watchers.delete(watcher);
    },
  };
  return {
    changes,
    watchers,
    tell(change: Partial<Change> = {}) {
      const told: Change = { kind: "messages", conversation_id: null, ...change };
      for (const watcher of watchers) watcher.onChange(told);
    },
    become(next: Session) {
      session = next;
      for (const watcher of watchers) watcher.onSession(next);
    },
  };
}
