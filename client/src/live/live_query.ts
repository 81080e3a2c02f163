import { isMasklineError, MasklineError } from "../maskline_error.ts";
import type { Change, Changes } from "./changes.ts";
import { watchPage } from "./watch_page.ts";

const LAST_RETRY_SECONDS = 60;

/**
 * What is known now, and for whom (`identity`, as a session has it). `data` stays while it is asked for again, also when that fails;
 * `loading`: there is neither data nor an error yet.
 */
export type Snapshot<T> = {
  data: T | undefined;
  error: MasklineError | null;
  loading: boolean;
  identity: string | null | undefined;
};

/** Makes the new data out of the last; never two at a time. */
export type Step<T> = (data: T | undefined, signal: AbortSignal) => Promise<T>;

/** Data that is kept up to date while somebody subscribes to it and the page can be seen. */
export type LiveQuery<T> = {
  getSnapshot(): Snapshot<T>;
  subscribe(listener: () => void): () => void;
  /** Asks again; settles when it was answered, and rejects never: a failure is in the snapshot. */
  refresh(): Promise<void>;
  /** Another step in the same row. */
  run(step: Step<T>): Promise<void>;
  /** Puts in what a request of the user's own answered, unless somebody else has signed in since. Rejects as it does. */
  change<R>(
    request: () => Promise<R>,
    put: (data: T | undefined, answer: R) => T | undefined,
  ): Promise<R>;
};

type Task<T> = { step: Step<T>; done: Promise<void>; settle: () => void };
type Run<T> = {
  controller: AbortController;
  tasks: Task<T>[];
  busy: boolean;
  failures: number;
};

/** `load` asks the API; `affects` says of which changes it has to be asked again. */
export function createLiveQuery<T>({ changes, load, affects, pollSeconds }: {
  changes: Changes;
  load: Step<T>;
  affects: (change: Change) => boolean;
  pollSeconds: number;
}): LiveQuery<T> {
  const listeners = new Set<() => void>();
  let snapshot: Snapshot<T> = { data: undefined, error: null, loading: true, identity: undefined };
  /** Counts what was put in besides: an answer that was asked for before is not newer than that. */
  let updates = 0;
  let live = false;
  let run: Run<T> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: (() => void) | undefined;

  const show = (next: Snapshot<T>) => {
    snapshot = next;
    for (const listener of [...listeners]) listener();
  };

  const enqueue = (step: Step<T>): Promise<void> => {
    if (!run) return Promise.resolve();
    const same = run.tasks.find((task) => task.step === step);
    if (same) return same.done;
    let settle = () => {};
    const done = new Promise<void>((resolve) => settle = resolve);
    run.tasks.push({ step, done, settle });
    if (!run.busy) void work(run);
    return done;
  };

  const work = async (mine: Run<T>) => {
    mine.busy = true;
    clearTimeout(timer);
    for (let task = mine.tasks.shift(); task; task = mine.tasks.shift()) {
      const before = updates;
      let next: Snapshot<T>;
      try {
        const data = await task.step(snapshot.data, mine.controller.signal);
        next = { ...snapshot, data, error: null, loading: false };
        mine.failures = 0;
      } catch (error) {
        next = { ...snapshot, error: toMasklineError(error), loading: false };
        mine.failures++;
      }
      // Somebody else's run, or nobody's: what came back is of no use any more.
      if (run !== mine) return task.settle();
      if (next.error === null && before !== updates) {
        mine.tasks.unshift(task);
        continue;
      }
      show(next);
      task.settle();
    }
    mine.busy = false;
    schedule(mine);
  };

  const schedule = (mine: Run<T>) => {
    clearTimeout(timer);
    if (live && mine.failures === 0) return;
    const backoff = Math.min(pollSeconds * 2 ** mine.failures, LAST_RETRY_SECONDS);
    const seconds = Math.max(
      mine.failures > 0 ? backoff : pollSeconds,
      snapshot.error?.retryAfter ?? 0,
    );
    timer = setTimeout(() => void enqueue(load), seconds * 1000);
  };

  const pause = () => {
    clearTimeout(timer);
    const ended = run;
    run = undefined;
    ended?.controller.abort();
    for (const task of ended?.tasks ?? []) task.settle();
  };

  /** Begins anew, for whoever is signed in now. */
  const begin = () => {
    pause();
    if (typeof snapshot.identity !== "string") return;
    run = { controller: new AbortController(), tasks: [], busy: false, failures: 0 };
    void enqueue(load);
  };

  const watchChanges = () =>
    changes.watch({
      onSession({ identity, ...session }) {
        if (identity === undefined) return;
        const joined = session.live && !live;
        live = session.live;
        if (identity !== snapshot.identity) {
          // Nobody sees what somebody else was shown.
          show({ data: undefined, error: null, loading: identity !== null, identity });
          return begin();
        }
        if (!run) return begin();
        // What happened before the channel was joined was told to nobody.
        if (joined) void enqueue(load);
        else if (!run.busy) schedule(run);
      },
      onChange(change) {
        if (affects(change)) void enqueue(load);
      },
    });

  const start = () => {
    let unwatch: (() => void) | undefined;
    const end = watchPage((visible) => {
      if (visible) unwatch ??= watchChanges();
      else {
        unwatch?.();
        unwatch = undefined;
        live = false;
        pause();
      }
    });
    return () => {
      end();
      unwatch?.();
      live = false;
      pause();
    };
  };

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      stop ??= start();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
    refresh: () => enqueue(load),
    run: enqueue,
    async change(request, put) {
      const { identity } = snapshot;
      const answer = await request();
      if (identity === snapshot.identity) {
        updates++;
        show({ ...snapshot, data: put(snapshot.data, answer) });
      }
      return answer;
    },
  };
}

function toMasklineError(error: unknown): MasklineError {
  if (isMasklineError(error)) return error;
  const detail = "Keep up to date: the answer could not be read";
  return new MasklineError({
    code: "unexpected_failure",
    detail,
    cause: error,
  });
}
