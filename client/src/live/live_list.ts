import type { Change, Changes } from "./changes.ts";
import { createLiveQuery, type LiveQuery, type Step } from "./live_query.ts";

/** So many pages are asked for to close the gap to what is known; where it is larger what is older is asked for anew. */
const MAX_PAGES = 10;

/** Newest first; `older` is the cursor of what has not been loaded, null when there is no more. */
export type ListData<T> = { items: T[]; older: string | null };

export type Page<T> = { items: T[]; next_cursor: string | null };

export type LiveList<T> = LiveQuery<ListData<T>> & {
  loadOlder(): Promise<void>;
  /** Puts in what a request answers, in the place of an earlier state of it or as the newest. */
  put(request: () => Promise<T>): Promise<T>;
};

/** A list that stays up to date from its newest end; older pages are added on demand and stay. */
export function createLiveList<T extends { id: string }>(
  { loadPage, ...options }: {
    changes: Changes;
    loadPage: (
      cursor: string | undefined,
      signal: AbortSignal,
    ) => Promise<Page<T>>;
    affects: (change: Change) => boolean;
    pollSeconds: number;
  },
): LiveList<T> {
  const load: Step<ListData<T>> = async (known, signal) => {
    const knownIds = new Set(known?.items.map((item) => item.id));
    const items: T[] = [];
    let older: string | null = null;
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const page = await loadPage(older ?? undefined, signal);
      items.push(...page.items);
      older = page.next_cursor;
      const oldest = page.items.at(-1);
      // The oldest of them: a newer one may be what was put in, and unknown ones lie between that and the rest.
      if (older === null || !known || oldest && knownIds.has(oldest.id)) break;
    }
    if (!known || older === null) return { items, older };
    // What was answered is how it is now, down to the last item that was known; below that stays what was loaded before.
    const last = items.findLast((item) => knownIds.has(item.id));
    if (!last) return { items, older };
    const below = known.items.slice(known.items.findIndex(({ id }) => id === last.id) + 1);
    return below.length === 0
      ? { items, older }
      : { items: [...items, ...below], older: known.older };
  };

  const loadOlder: Step<ListData<T>> = async (known, signal) => {
    if (!known) return await load(known, signal);
    if (known.older === null) return known;
    const page = await loadPage(known.older, signal);
    const knownIds = new Set(known.items.map((item) => item.id));
    return {
      items: [
        ...known.items,
        ...page.items.filter((item) => !knownIds.has(item.id)),
      ],
      older: page.next_cursor,
    };
  };

  const query = createLiveQuery({ ...options, load });
  return {
    ...query,
    loadOlder: () => query.run(loadOlder),
    put: (request) =>
      query.change(request, (data, item) =>
        data && {
          ...data,
          items: data.items.some(({ id }) => id === item.id)
            ? data.items.map((known) => known.id === item.id ? item : known)
            : [item, ...data.items],
        }),
  };
}
