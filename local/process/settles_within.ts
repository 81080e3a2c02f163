/** Whether the promise settled, either way, within so many milliseconds; leaves no timer behind. */
export async function settlesWithin(work: Promise<unknown>, milliseconds: number) {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), milliseconds);
  const settled = await Promise.race([work.then(() => true, () => true), late]);
  clearTimeout(timer);
  return settled;
}
