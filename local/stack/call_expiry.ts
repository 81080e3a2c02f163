/**
 * Calls `expire-conversations` every so many seconds, as pg_cron does on a real project: the embedded Postgres has no pg_cron. Answers
 * how to stop.
 */
export function callExpiry(
  apiUrl: string,
  secretKey: string,
  seconds: number,
  log: (line: string) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  let calling = Promise.resolve();
  const call = async () => {
    try {
      const response = await fetch(`${apiUrl}/functions/v1/expire-conversations`, {
        method: "POST",
        headers: { apikey: secretKey },
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(seconds * 1_000)]),
      });
      await response.body?.cancel();
      if (!response.ok) log(`Call expire-conversations: it answered ${response.status}, not 200`);
    } catch (error) {
      if (!stopping.signal.aborted) log(`Call expire-conversations: ${(error as Error).message}`);
    }
  };
  const timer = setInterval(() => calling = call(), seconds * 1_000);
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await calling;
  };
}
