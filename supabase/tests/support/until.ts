/** Waits for a state: asks every 20 ms until it holds, and throws `what` was awaited when it does not come in time. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  withinMilliseconds = 20_000,
): Promise<void> {
  const deadline = Date.now() + withinMilliseconds;
  while (!await holds()) {
    if (Date.now() > deadline) throw new Error(`Waited ${withinMilliseconds} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
