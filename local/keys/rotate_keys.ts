import { describeError } from "../process/describe_error.ts";

/** Where the functions are, and how to go through what is left under the previous key. */
export type RotationOptions = {
  functionsUrl: string;
  secretKey: string;
  /** The id of the key to go to, where that is the older one of the two. */
  to?: string;
  /** People, and texts, in one batch. */
  maxCount?: number;
  onProgress?: (done: number, total: number) => void;
  /** How long a function that does not answer, or has the settings from before the swap, is asked again. */
  patienceMilliseconds?: number;
};

/** A key as `GET /masking/keys` shows it. */
export type KeyState = {
  id: string;
  role: "current" | "previous" | "missing";
  used: boolean;
  people: number | null;
  /** Of these, people who were erased and whose opt-out or block is kept as a hash: no other key can take it over. */
  erased_people: number | null;
  bodies: number | null;
  repeats_until: string | null;
};

type Batch = { from: string; people: number; bodies: number; unreadable: number; more: boolean };

/** Calls `POST /masking/keys/rotate` until nothing is left to do; the state of the old key then. Can be stopped and started again. */
export async function rotateKeys(
  options: RotationOptions,
): Promise<{ old: KeyState; unreadable: number }> {
  const keys = async () => (await call(options, "GET", "keys")).keys as KeyState[];
  const left = (states: KeyState[]) =>
    states.filter(({ role }) => role === "previous")
      .reduce((sum, { people, bodies }) => sum + (people ?? 0) + (bodies ?? 0), 0);
  const total = left(await keys());
  let done = 0;
  options.onProgress?.(0, total);
  for (;;) {
    const batch: Batch = await call(options, "POST", "keys/rotate", {
      ...(options.to === undefined ? {} : { to: options.to }),
      ...(options.maxCount === undefined ? {} : { max_count: options.maxCount }),
    });
    done += batch.people + batch.bodies;
    // What comes in meanwhile is rotated as well.
    options.onProgress?.(done, Math.max(total, done));
    if (batch.more) continue;
    const old = (await keys()).find(({ id }) => id === batch.from)!;
    return { old, unreadable: batch.unreadable };
  }
}

async function call(options: RotationOptions, method: string, path: string, body?: unknown) {
  const url = `${options.functionsUrl}/masking/${path}`;
  const deadline = performance.now() + (options.patienceMilliseconds ?? 60_000);
  for (;;) {
    let failure: string;
    try {
      const response = await fetch(url, {
        method,
        headers: { apikey: options.secretKey, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text);
      failure = `it answered ${response.status}: ${text}`;
      const mayPass = response.status >= 500 || /"rotation_not_ready"/.test(text);
      if (!mayPass || /"wrong_encryption_key"|set PHONE_ENCRYPTION_KEY_PREVIOUS/.test(text)) {
        throw new Error(`${method} ${url}: ${failure}`);
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      failure = describeError(error);
    }
    if (performance.now() > deadline) throw new Error(`${method} ${url}: ${failure}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
