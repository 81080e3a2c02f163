/**
 * Runs `round` when it is woken: one at a time in an isolate, so that a burst of changes costs few claims, and once more when it was
 * woken meanwhile. The promise ends with the last round.
 */
export function createCourier(round: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let wokenAgain = false;
  const run = async () => {
    try {
      while (wokenAgain) {
        wokenAgain = false;
        await round();
      }
    } finally {
      running = null;
    }
  };
  return () => {
    wokenAgain = true;
    return running ??= run();
  };
}
