/** That something changed. What it is now is read through the API: a change says no more than this. */
export type Change = {
  kind: "conversations" | "messages" | "calls" | "phone_numbers";
  conversation_id: string | null;
};

/**
 * Who watches: `identity` changes when somebody else signs in, is null while nobody is, and undefined while that is not known.
 * `live` is whether changes are told; otherwise they have to be asked for.
 */
export type Session = { identity: string | null | undefined; live: boolean };

export type Watcher = {
  onSession(session: Session): void;
  onChange(change: Change): void;
};

/** Tells changes to whoever watches. Opens nothing before the first watcher, and nothing is left open after the last. */
export type Changes = { watch(watcher: Watcher): () => void };
