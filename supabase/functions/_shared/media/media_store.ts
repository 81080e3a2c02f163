import type { StorageClient } from "@supabase/storage-js";
import type { Env } from "../env.ts";

/** The private bucket that the migrations make. */
export const MEDIA_BUCKET = "maskline-media";

/** Where media are kept. Every call throws when the store cannot be asked. */
export type MediaStore = {
  /** The largest file that is taken, and what becomes of one that cannot be cleaned. */
  policy: { maxBytes: number; uncleaned: Env["MEDIA_UNCLEANED"] };
  /** Stores a file, in the place of one that may be there. */
  put(path: string, contentType: string, bytes: Uint8Array): Promise<void>;
  /** A link to each file that anybody may follow for so long; null for one that is not there. */
  sign(paths: string[], seconds: number): Promise<(string | null)[]>;
  /** Removes files; what is not there is no error. */
  remove(paths: string[]): Promise<void>;
  /** Runs work that holds files in memory, a few at once only; throws the signal's reason when the turn does not come in time. */
  inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
};

type StoreSettings = Pick<
  Env,
  "SUPABASE_URL" | "SUPABASE_SECRET_KEYS" | "MAX_MEDIA_SIZE_MB" | "MEDIA_UNCLEANED"
>;

const AT_ONCE = 3;
const TIMEOUT_MILLISECONDS = 10_000;

/** Supabase Storage, by its own client, which is loaded on first use. */
export function createMediaStore(
  env: StoreSettings,
): MediaStore {
  let client: Promise<StorageClient> | undefined;
  const bucket = async () => (await (client ??= open(env))).from(MEDIA_BUCKET);
  let free = AT_ONCE;
  const waiting = new Set<() => void>();

  return {
    policy: { maxBytes: env.MAX_MEDIA_SIZE_MB * 1024 * 1024, uncleaned: env.MEDIA_UNCLEANED },

    async put(path, contentType, bytes) {
      const { error } = await (await bucket()).upload(path, bytes, { contentType, upsert: true });
      if (error) throw error;
    },

    async sign(paths, seconds) {
      if (paths.length === 0) return [];
      const { data, error } = await (await bucket()).createSignedUrls(paths, seconds);
      if (error) throw error;
      return paths.map((path) => data.find((signed) => signed.path === path)?.signedUrl ?? null);
    },

    async remove(paths) {
      const { error } = await (await bucket()).remove(paths);
      if (error) throw error;
    },

    async inTurn(signal, work) {
      signal.throwIfAborted();
      if (free > 0) free--;
      else await turn(waiting, signal);
      try {
        return await work();
      } finally {
        const [next] = waiting;
        if (next) next();
        else free++;
      }
    },
  };
}

/** Waits to be given the turn of somebody who is done. */
function turn(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const take = () => {
    waiting.delete(take);
    resolve();
  };
  waiting.add(take);
  signal.addEventListener("abort", () => {
    waiting.delete(take);
    reject(signal.reason);
  }, { once: true });
  return promise;
}

async function open(env: StoreSettings): Promise<StorageClient> {
  const { StorageClient } = await import("@supabase/storage-js");
  const key = env.SUPABASE_SECRET_KEYS.default ?? Object.values(env.SUPABASE_SECRET_KEYS)[0] ?? "";
  const fetchInTime: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
  const headers = { apikey: key, authorization: `Bearer ${key}` };
  return new StorageClient(`${env.SUPABASE_URL}/storage/v1`, headers, fetchInTime);
}
