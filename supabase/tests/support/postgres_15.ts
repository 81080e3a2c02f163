/** Debian's PostgreSQL 15, which older hosted projects run; null where it is not installed. */
export async function postgres15(): Promise<{ binDir: string; hasCron: boolean } | null> {
  const binDir = "/usr/lib/postgresql/15/bin";
  const exists = (path: string) => Deno.stat(path).then(() => true, () => false);
  if (!await exists(`${binDir}/postgres`)) return null;
  return { binDir, hasCron: await exists("/usr/lib/postgresql/15/lib/pg_cron.so") };
}

/** Says in the test's output that it could not run, and how it can: nothing is skipped silently. */
export function notice(what: string, install: string): void {
  // deno-lint-ignore no-console
  console.log(`NOT RUN: ${what} (install it: ${install})`);
}
