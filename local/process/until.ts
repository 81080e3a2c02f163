/** Asks again and again until the answer is truthy, and answers it; throws, naming the state, when it does not come in time. */
export async function until<T>(
  state: string,
  ask: () => T | Promise<T>,
  within = 10_000,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as NonNullable<T>;
    if (performance.now() > deadline) {
      throw new Error(`Wait until ${state}: it did not come within ${within / 1_000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
