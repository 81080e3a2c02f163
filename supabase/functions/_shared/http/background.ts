/** Runs work after the answer; `EdgeRuntime.waitUntil` keeps the isolate for it (Supabase, "Background tasks"). */
export type Background = (work: Promise<unknown>) => void;

/** The platform's background, or plain Deno's, where a promise runs on by itself. */
export const background: Background = (work) => {
  const runtime = (globalThis as { EdgeRuntime?: { waitUntil(work: Promise<unknown>): void } })
    .EdgeRuntime;
  runtime?.waitUntil(work);
};
